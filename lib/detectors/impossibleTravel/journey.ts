import { leastDistance } from '../../intel/distance';
import type { Stay } from './stays';

/** An airliner's speed, km/h. */
const HIGHEST_SPEED = 900;
/** Nearer places may be one: databases err, and telephones go out to the internet elsewhere, km. */
const LEAST_DISTANCE = 600;
/** What the speed may be exceeded by: clocks and databases are not exact, km. */
const ALLOWANCE = 100;
const HOUR = 3_600_000;

/** Two stays of one principal, and what it would have taken to be at both. */
export interface Journey {
  readonly near: Stay;
  readonly far: Stay;
  /** At least, km. */
  readonly distance: number;
  /** Between the last request at one and the first at the other, ms; 0 where they overlap. */
  readonly time: number;
}

/**
 * The journey between two stays where nobody can make it, else null. Stays of one hour that overlap
 * count as simultaneous: whoever was there, elsewhere and back within an hour had half of it for each
 * way, in which nobody comes as far as the least distance.
 */
export function impossibleJourney(near: Stay, far: Stay): Journey | null {
  if (near.place.country === far.place.country) return null;
  const distance = leastDistance(near.place, far.place);
  if (distance === null || distance < LEAST_DISTANCE) return null;
  const time = Math.max(0, far.start - near.end, near.start - far.end);
  const farthest = (time / HOUR) * HIGHEST_SPEED + ALLOWANCE;
  return distance > farthest ? { near, far, distance, time } : null;
}
