import type { HourActivity } from '../activity/hourActivity';
import { CASE_TIME, type DetectorCase } from '../detectors/detectorCase';
import { accountResource, type RawRecord } from '../simulation/records';
import type { AccountId } from '../telemetry/event';

const DAY = 86_400_000;
/** Where the records of most cases are from. */
const CASE_ACCOUNT = accountResource('shop');
const SUBSCRIPTION = /^\/subscriptions\/[^/]+/i;

/**
 * The case as it would be today, at the account: the same hours of the day, no later than `now`.
 * @param now epoch ms
 */
export function moveCase(one: DetectorCase, account: AccountId, now: number): DetectorCase {
  const days = Math.floor((now - lastTime(one)) / DAY);
  const move = mover(days, account);
  return {
    ...one,
    // Records are JSON before they are anything else.
    records: JSON.parse(move(JSON.stringify(one.records))) as readonly RawRecord[],
    ...(one.watchedAt === undefined ? {} : { watchedAt: one.watchedAt + days * DAY }),
    ...(one.history === undefined ? {} : { history: one.history.map(movedHour(days, move)) }),
  };
}

/** When the case is over, epoch ms. */
function lastTime({ records, watchedAt = CASE_TIME }: DetectorCase): number {
  const times = records.map(({ time }) => Date.parse(String(time)));
  return Math.max(CASE_TIME, watchedAt, ...times.filter(Number.isFinite));
}

/** Moves dates with a time of the day by whole days, and names another account and subscription. */
function mover(days: number, account: AccountId): (text: string) => string {
  const subscription = SUBSCRIPTION.exec(account)?.[0] ?? '';
  const made = SUBSCRIPTION.exec(CASE_ACCOUNT)?.[0] ?? '';
  const named = new RegExp(`${CASE_ACCOUNT}(?![a-z0-9-])`, 'gi');
  return (text) =>
    text
      .replace(/\d{4}-\d{2}-\d{2}(?=T\d{2}:)/g, (date) => movedDate(date, days))
      .replace(named, () => account)
      .replace(new RegExp(made, 'gi'), () => subscription);
}

function movedDate(date: string, days: number): string {
  const time = Date.parse(date);
  // Not every text that looks like a date is one.
  if (Number.isNaN(time)) return date;
  return new Date(time + days * DAY).toISOString().slice(0, 10);
}

function movedHour(days: number, move: (text: string) => string) {
  const later = days * DAY;
  return (activity: HourActivity): HourActivity => ({
    ...activity,
    // the id of an account stays one
    account: move(activity.account) as AccountId,
    hour: activity.hour + later,
    actors: activity.actors.map((actor) => ({
      ...actor,
      firstSeen: actor.firstSeen + later,
      lastSeen: actor.lastSeen + later,
    })),
  });
}
