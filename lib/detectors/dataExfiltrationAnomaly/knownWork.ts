import type { ActivityWindow } from '../../activity/window';
import { HOUR } from '../../activity/windowPart';
import type { AccountBaseline } from '../../baseline/baseline';
import { actorKey } from '../../baseline/profile/volumes';
import { heaviestContainer, type ActorGroup } from '../actorGroups';

/** Work that is done again may be so many times as large or as small. */
const ALIKE = 2;
/** Hours in which a job is done. */
const LONGEST_JOB = 2;
const HALF_AN_HOUR = HOUR / 2;
/** The pace of half an hour shows after so long, ms. */
const LEAST_TIME = 10 * 60_000;
/** Part of an unusual hour's bytes in half an hour, from which on it was going on then. */
const LEAST_SHARE = 0.25;

/** What an actor took within some hours. */
export interface Work {
  readonly group: ActorGroup;
  /** Bytes, without what was only copied. */
  readonly taken: number;
  /** Up to the end of the window. */
  readonly hours: number;
  readonly window: ActivityWindow;
  /** Bytes from which on these hours are unusual. */
  readonly limit: number;
}

/**
 * Whether this may be work that the actor did on several days at another hour, from a container that
 * holds as much: about as large, or on the way there at its pace.
 */
export function isKnownWork(work: Work, baseline: AccountBaseline): boolean {
  const { group, taken, hours } = work;
  if (isLong(group.actors)) return false;
  const container = heaviestContainer(group.actors);
  const largest = baseline.largest('responseBytes', { of: 'container', container }) ?? 0;
  const least = taken / ALIKE;
  if (largest * hours < least) return false;
  const most = ALIKE * expectedOf(work);
  return baseline.hasDone('responseBytes', group.identity, hours, { least, most });
}

/** What takes longer than jobs do, in hours as even as a slow theft's, is none. */
function isLong(actors: ActorGroup['actors']): boolean {
  const byHour = new Map<number, number>();
  let total = 0;
  for (const { firstSeen, responseBytes } of actors) {
    const hour = Math.floor(firstSeen / HOUR);
    byHour.set(hour, (byHour.get(hour) ?? 0) + responseBytes);
    total += responseBytes;
  }
  return Math.max(...byHour.values()) * LONGEST_JOB < total;
}

/**
 * What this comes to where it goes on for an hour at its pace; at least what was taken, with the half
 * hour before. Infinity where it has only begun.
 */
function expectedOf({ group, taken, hours, window, limit }: Work): number {
  const actor = actorKey(group.identity);
  const [before] = window.earlier;
  const now = halvesOf(window, actor);
  const earlier = before === undefined ? { first: 0, second: 0 } : halvesOf(before, actor);
  const elapsed = Math.max(...group.actors.map(({ lastSeen }) => lastSeen)) - window.start;
  const isSecond = elapsed >= HALF_AN_HOUR + LEAST_TIME;
  const going = isSecond ? now.first : earlier.second;
  if (elapsed < LEAST_TIME || going < (limit / hours) * LEAST_SHARE) return Infinity;
  const pace = isSecond
    ? now.second / (elapsed - HALF_AN_HOUR)
    : now.first / Math.min(elapsed, HALF_AN_HOUR);
  return Math.max(taken + (hours === 1 ? earlier.second : 0), pace * HOUR);
}

/** Bytes that an actor read in each half of an hour. */
function halvesOf(window: ActivityWindow, actor: string) {
  let all = 0;
  let second = 0;
  for (const one of window.actorHours()) {
    if (actorKey(one) !== actor) continue;
    all += one.responseBytes;
    second += one.lateBytes ?? 0;
  }
  return { first: all - second, second };
}
