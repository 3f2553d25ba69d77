import { MEASURES, type Measure } from '../baseline';
import { HOURS_A_DAY } from './hours';

/** Where a measure stands among the codes of a day. */
export interface Track {
  readonly offset: number;
  /** 1: the figure of each hour; 6: the largest of six hours. */
  readonly hoursPerCode: number;
}

/** Which measures a series keeps of each day, and how finely. */
export interface Layout {
  readonly tracks: ReadonlyMap<Measure, Track>;
  readonly codesPerDay: number;
}

const COARSE = 6;

function layoutOf(measures: readonly Measure[], isFine: (measure: Measure) => boolean): Layout {
  const tracks = new Map<Measure, Track>();
  let codesPerDay = 0;
  for (const measure of measures) {
    const hoursPerCode = isFine(measure) ? 1 : COARSE;
    tracks.set(measure, { offset: codesPerDay, hoursPerCode });
    codesPerDay += HOURS_A_DAY / hoursPerCode;
  }
  return { tracks, codesPerDay };
}

/** Everything by the hour. */
export const ACCOUNT_LAYOUT = layoutOf(MEASURES, () => true);

/** What is extracted by the hour; of the rest, the largest of each six hours. */
export const ACTOR_LAYOUT = layoutOf(MEASURES, (measure) => measure === 'responseBytes');

/** All that is known of a container. */
export const CONTAINER_LAYOUT = layoutOf(
  ['responseBytes', 'requests'],
  (measure) => measure === 'responseBytes',
);
