import { MEASURES, type Measure } from '../baseline';
import { percentile } from '../profile/order';
import { partsOfActorKey, type Volumes as LearnedVolumes } from '../profile/volumes';
import type { VolumeSeries } from '../profile/volumeSeries';
import type { VolumeDescription, Volumes } from './description';

/** @param lastHour last hour that was learned, since 1970 */
export function describeVolumes(volumes: LearnedVolumes, lastHour: number): Volumes {
  const { account, actors, containers, peers } = volumes;
  return {
    account: MEASURES.map((measure) => describeSeries(account, measure, lastHour)),
    actors: actors.entries().map(([key, series]) => {
      const [principal, application] = partsOfActorKey(key);
      return { principal, application, ...describeSeries(series, 'responseBytes', lastHour) };
    }),
    containers: containers.entries().map(([container, series]) => {
      return { container, ...describeSeries(series, 'responseBytes', lastHour) };
    }),
    peers: MEASURES.map((measure) => {
      const sketch = peers.get(measure);
      return {
        measure,
        hours: null,
        median: Math.round(sketch.quantile(0.5)),
        percentile99: Math.round(sketch.quantile(0.99)),
        largest: Math.round(sketch.quantile(1)),
      };
    }),
  };
}

function describeSeries(
  series: VolumeSeries,
  measure: Measure,
  lastHour: number,
): VolumeDescription {
  const { firstHour } = series;
  const all = series.read(measure, firstHour, lastHour + 1 - firstHour);
  const active = [...all].filter((value) => value > 0);
  return {
    measure,
    hours: active.length,
    median: Math.round(percentile(active, 0.5)),
    percentile99: Math.round(percentile(active, 0.99)),
    largest: Math.round(percentile(active, 1)),
  };
}
