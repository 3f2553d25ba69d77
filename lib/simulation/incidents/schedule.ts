import { HOUR, isWeekend, localMidnight, MINUTE } from '../calendar';
import type { Random } from '../random';
import type { SimulatedAccount } from '../traffic/account';
import type { Difficulty, IncidentKind, PartOfDay } from './incident';

/** A stretch of time, epoch ms. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Attacks wait for this share of the time, so that there is a history to stand out from. */
const HISTORY = 0.6;
/** Decoys are benign: some may come earlier. */
const DECOY_HISTORY = 0.5;
/** Between two incidents on one account. */
const GAP = 3 * HOUR;
/** What is sent last is still to arrive. */
const LAST_ARRIVAL = 15 * MINUTE;
const DRAWS = 150;

const HOURS: Readonly<Record<PartOfDay, readonly [number, number]>> = {
  night: [0.4, 4.4],
  work: [9, 15.5],
  evening: [18.5, 22],
  any: [0, 24],
};

/** When attacks may happen: two halves, so that an account has two with quiet between them. */
export function attackWindows(begin: number, end: number): readonly [Window, Window] {
  const first = begin + HISTORY * (end - begin);
  const middle = (first + end) / 2;
  return [
    { start: first, end: middle },
    { start: middle, end: end - LAST_ARRIVAL },
  ];
}

/** When decoys may happen. */
export function decoyWindow(begin: number, end: number): Window {
  return { start: begin + DECOY_HISTORY * (end - begin), end: end - LAST_ARRIVAL };
}

/**
 * Draws a time for an incident: at its part of the day, within `allowed`, away from what is already
 * planned. Null where there is none.
 */
export function findTime(
  incident: IncidentKind,
  difficulty: Difficulty,
  account: SimulatedAccount,
  allowed: Window,
  taken: readonly Window[],
  random: Random,
): Window | null {
  const duration = incident.duration(difficulty);
  const part = incident.partOfDay(difficulty);
  const [earliest, latest] = HOURS[part];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const midnight = localMidnight(random.between(allowed.start, allowed.end), account.offset);
    const hour = random.between(earliest, latest);
    const start = Math.round(midnight + hour * HOUR);
    const end = start + duration;
    // A run of a few days may have no working day left: then a weekend has to do.
    const isDayOff = part === 'work' && isWeekend(start, account.offset) && draw < DRAWS / 2;
    if (start < allowed.start || end > allowed.end || isDayOff) continue;
    if (incident.suits?.(start, account) === false) continue;
    if (isTaken(taken, { start, end })) continue;
    return { start, end };
  }
  return null;
}

/** True where something else happens then, or shortly before or after. */
export function isTaken(taken: readonly Window[], { start, end }: Window): boolean {
  return taken.some((other) => start < other.end + GAP && end > other.start - GAP);
}
