import { principalText } from '../../alerts/facts';
import type { AccountBaseline } from '../../baseline/baseline';
import { leastDistance, usualDistance } from '../../intel/distance';
import type { Stay } from './stays';

/** An airliner's speed, km/h. */
export const HIGHEST_SPEED = 900;
/** Nearer places may be one: databases err, and telephones go out to the internet elsewhere, km. */
const LEAST_DISTANCE = 600;
/** What the speed may be exceeded by: clocks and databases are not exact, km. */
const ALLOWANCE = 100;
/** From so many days on a country is one in which a principal is seen as a matter of course. */
const USUAL_DAYS = 2;
const HOUR = 3_600_000;
/** Middles of countries so far apart, km, and so short a time tell of somebody else, most likely. */
const UNLIKELY_DISTANCE = 2_000;
const SHORT_TIME = HOUR;

/** Two stays of one principal, and what it would have taken to be at both. */
export interface Journey {
  readonly near: Stay;
  readonly far: Stay;
  /** At least, km. */
  readonly distance: number;
  /** Between the last request at one and the first at the other, ms; 0 where they overlap. */
  readonly time: number;
  /** False where it can be made from border to border, though hardly by anybody. */
  readonly isImpossible: boolean;
}

/** The farthest journey of one principal that nobody can make, else null. */
export function worstJourney(
  stays: readonly Stay[],
  others: readonly Stay[],
  baseline: AccountBaseline,
): Journey | null {
  let worst: Journey | null = null;
  for (const stay of stays) {
    for (const other of others) {
      const isFar = familiarity(stay, baseline) <= familiarity(other, baseline);
      const [near, far] = isFar ? [other, stay] : [stay, other];
      // Somebody who is always seen in both, as behind a VPN.
      if (daysAt(far, baseline) >= USUAL_DAYS) continue;
      const journey = impossibleJourney(near, far);
      if (journey !== null && isWorse(journey, worst)) worst = journey;
    }
  }
  return worst;
}

function isWorse(journey: Journey, worst: Journey | null): boolean {
  if (worst === null) return true;
  if (journey.isImpossible !== worst.isImpossible) return journey.isImpossible;
  return journey.distance > worst.distance;
}

function daysAt({ principal, place }: Stay, baseline: AccountBaseline): number {
  return baseline.daysSeen('principalCountry', `${principalText(principal)} ${place.country}`);
}

/** Where the principal was more often; where it was in neither, where anybody was. */
function familiarity(stay: Stay, baseline: AccountBaseline): number {
  const anybody = baseline.daysSeen('country', stay.place.country ?? '');
  return daysAt(stay, baseline) + anybody / 1_000;
}

/**
 * The journey between two stays where nobody can make it, else null. Stays of one hour that overlap
 * count as simultaneous: whoever was there, elsewhere and back within an hour had half of it for each
 * way, in which nobody comes as far as the least distance.
 */
function impossibleJourney(near: Stay, far: Stay): Journey | null {
  if (near.place.country === far.place.country) return null;
  const time = Math.max(0, far.start - near.end, near.start - far.end);
  const farthest = (time / HOUR) * HIGHEST_SPEED + ALLOWANCE;
  const least = leastDistance(near.place, far.place);
  if (least !== null && least >= LEAST_DISTANCE && least > farthest) {
    return { near, far, distance: least, time, isImpossible: true };
  }
  // Large neighbours: their circles touch, and few people live where they do.
  const usual = usualDistance(near.place, far.place);
  if (usual === null || usual < UNLIKELY_DISTANCE || time > SHORT_TIME) return null;
  return { near, far, distance: usual, time, isImpossible: false };
}
