import { within } from '../within';
import type { Measurement } from './catalogue';

/** A call waits for its metrics so long at most, ms. */
const MOST_DELAY = 2000;
/** After a failure nothing is sent for this time, ms, so that the calls after it need not wait. */
const REST = 60_000;
/** Figures that wait to be sent; the oldest go beyond. */
const MOST_WAITING = 5000;

/** Takes figures and sends them at the end of a call, after which an instance may be frozen. */
export interface Metrics {
  record(measurement: Measurement): void;
  /** Sends what was recorded. Never throws: returns why nothing was sent, or null. */
  flush(): Promise<Error | null>;
}

/** Where figures are sent. */
export interface MetricsExporter {
  /** @throws Error where they were not taken; those figures are gone */
  send(measurements: readonly Measurement[]): Promise<void>;
}

export const NO_METRICS: Metrics = {
  record: () => undefined,
  flush: () => Promise.resolve(null),
};

/** Metrics with an exporter that is opened, and its libraries loaded, with the first figures. */
export class SentMetrics implements Metrics {
  private readonly waiting: Measurement[] = [];
  private exporter: Promise<MetricsExporter> | null = null;
  private restsUntil = -Infinity;

  constructor(
    private readonly open: () => Promise<MetricsExporter>,
    /** Epoch ms. */
    private readonly now: () => number,
  ) {}

  record(measurement: Measurement): void {
    this.waiting.push(measurement);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
  }

  async flush(): Promise<Error | null> {
    if (this.waiting.length === 0 || this.now() < this.restsUntil) return null;
    try {
      await within(MOST_DELAY, 'Application Insights', () => this.send());
      return null;
    } catch (error) {
      this.restsUntil = this.now() + REST;
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private async send(): Promise<void> {
    this.exporter ??= this.open().catch((error: unknown) => {
      // The next call tries anew.
      this.exporter = null;
      throw error;
    });
    const exporter = await this.exporter;
    await exporter.send(this.waiting.splice(0));
  }
}
