import type { AzureMonitorMetricExporter } from '@azure/monitor-opentelemetry-exporter';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import { PRODUCT } from '../product';
import { exporterOf, IngestionError, type AzureMonitorOptions } from './azureExporter';
import { METRICS, type Measurement } from './catalogue';
import type { MetricsExporter } from './metrics';

type Instrument = (measurement: Measurement) => void;
type Meter = ReturnType<MeterProvider['getMeter']>;
type ExportResult = Parameters<Parameters<AzureMonitorMetricExporter['export']>[1]>[0];

/** `ExportResultCode` of OpenTelemetry. */
const SUCCESS = 0;

/** Sends metrics to Application Insights, each as what it came to since the last time. */
export class AzureMonitorMetrics implements MetricsExporter {
  private readonly reader: OnDemandReader;
  private readonly instruments: ReadonlyMap<string, Instrument>;

  /** @throws Error where the connection string has no instrumentation key */
  constructor(options: AzureMonitorOptions) {
    const exporter = exporterOf(options);
    this.reader = new OnDemandReader(exporter);
    const attributes = { 'service.name': PRODUCT.name, 'service.version': PRODUCT.version };
    const provider = new MeterProvider({
      resource: resourceFromAttributes(attributes),
      readers: [this.reader],
    });
    const meter = provider.getMeter(PRODUCT.name, PRODUCT.version);
    this.instruments = new Map(
      Object.entries(METRICS).map(([name, metric]) => [name, instrumentOf(meter, name, metric)]),
    );
  }

  async send(measurements: readonly Measurement[]): Promise<void> {
    for (const measurement of measurements) this.instruments.get(measurement.metric)?.(measurement);
    await this.reader.export();
  }
}

/** Is read when a call ends, and not by a timer. */
class OnDemandReader extends MetricReader {
  constructor(private readonly exporter: AzureMonitorMetricExporter) {
    super({
      aggregationTemporalitySelector: (type) => exporter.selectAggregationTemporality(type),
    });
  }

  /** @throws IngestionError */
  async export(): Promise<void> {
    const { resourceMetrics } = await this.collect();
    const result = await new Promise<ExportResult>((resolve, reject) => {
      this.exporter.export(resourceMetrics, resolve).catch(reject);
    });
    const code: number = result.code;
    if (code !== SUCCESS) throw result.error ?? new IngestionError(206);
  }

  protected override onForceFlush(): Promise<void> {
    return this.export();
  }

  protected override onShutdown(): Promise<void> {
    return this.exporter.shutdown();
  }
}

function instrumentOf(
  meter: Meter,
  name: string,
  { kind, unit, meaning: description }: (typeof METRICS)[keyof typeof METRICS],
): Instrument {
  switch (kind) {
    case 'count': {
      const counter = meter.createCounter(name, { unit, description });
      return ({ value, dimensions }) => counter.add(value, dimensions);
    }
    case 'distribution': {
      const histogram = meter.createHistogram(name, { unit, description });
      return ({ value, dimensions }) => histogram.record(value, dimensions);
    }
    case 'level': {
      const gauge = meter.createGauge(name, { unit, description });
      return ({ value, dimensions }) => gauge.record(value, dimensions);
    }
  }
}
