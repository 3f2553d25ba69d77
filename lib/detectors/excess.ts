import { HOUR } from '../activity/windowPart';
import type { AccountBaseline, Measure, Usual, VolumeScope } from '../baseline/baseline';
import { deviationsAbove, floorOf } from '../baseline/profile/deviation';

/** How far a figure has to lie above the usual one. All three have to be exceeded. */
export interface ExcessRule {
  /** What is less matters to nobody. */
  readonly floor: number;
  /** Times the 99th percentile. */
  readonly ratio: number;
  /** Robust deviations above the median, on the logarithmic scale. */
  readonly deviations: number;
}

/** A figure that is unusually large. */
export interface Excess {
  readonly usual: Usual;
  readonly value: number;
  /** From which size on it counts as unusual. */
  readonly limit: number;
  /** Times the 99th percentile; Infinity where that is 0. */
  readonly ratio: number;
  readonly deviations: number;
}

/** Robust deviations that are asked for where nothing else is said: 1 in 700 of normal figures. */
export const DEVIATIONS = 3;
/** More spread than this is several habits in one, which the ratio knows better: 3 are 6 times. */
const MOST_SPREAD = 0.6;
/** With figures of fewer days nothing is known. */
const LEAST_DAYS = 3;

/** True where there are figures of enough days to compare with. */
export function isTelling(usual: Usual | null): usual is Usual {
  return usual !== null && usual.days >= LEAST_DAYS;
}

/** Of actors most figures are kept as the largest of six hours: four looks tell of a whole day. */
const HOURS_BETWEEN_LOOKS = 6;
const LOOKS = 4;

/**
 * What is usual in the busiest part of the day: who does something at another hour than it used to,
 * but no more of it, does nothing unusual.
 */
export function usualOfDay(
  baseline: AccountBaseline,
  measure: Measure,
  scope: VolumeScope,
  hour: number,
): Usual | null {
  let busiest: Usual | null = null;
  for (let look = 0; look < LOOKS; look += 1) {
    const usual = baseline.usual(measure, scope, hour - look * HOURS_BETWEEN_LOOKS * HOUR);
    if (usual === null || !(usual.percentile99 > (busiest?.percentile99 ?? -1))) continue;
    busiest = usual;
  }
  return busiest;
}

/** The size from which on a figure is unusual. */
export function limitOf(usual: Usual, { floor, ratio, deviations }: ExcessRule): number {
  const spread = Math.min(usual.logSpread, MOST_SPREAD);
  const least = floorOf(usual.measure);
  const spreadOut = (usual.median + least) * Math.exp(deviations * spread) - least;
  return Math.max(floor, ratio * usual.percentile99, spreadOut);
}

/**
 * The figure as an excess, or null where it is usual.
 * @param share of the limit from which it counts: `context.share`
 */
export function excessOf(
  usual: Usual,
  value: number,
  rule: ExcessRule,
  share: number,
): Excess | null {
  const limit = limitOf(usual, rule);
  if (value < limit * share) return null;
  const ratio = value / usual.percentile99;
  return { usual, value, limit, ratio, deviations: deviationsAbove(usual, value) };
}

/** 0.5 at the limit and towards 1 far above it, the sooner the more is new; times the cap. */
export function confidenceOf({ value, limit }: Excess, newThings: number, cap: number): number {
  const doubt = (limit / (value + limit)) * 0.7 ** newThings;
  return cap * (1 - doubt);
}
