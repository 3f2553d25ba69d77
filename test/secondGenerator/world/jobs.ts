import type { Random } from '../random';
import { DAY, HOUR, MINUTE, SECOND, WORLD_START, localHour } from '../time';
import type { DataAction, Entry } from './entry';
import { temporaryContainer } from './containers';
import type { Account, OriginSource, Workload } from './model';
import { request } from './traffic';

/** The platform's page limit. */
export const PAGE_BYTES = 4_000_000;

/** Whether a job runs on the local day that holds `at`. */
export type Calendar = (at: number) => boolean;

export const everyDay: Calendar = () => true;

export function onWeekday(weekday: number, utcOffset: number): Calendar {
  return (at) => new Date(at + utcOffset * HOUR).getUTCDay() === weekday;
}

/** The last day and the first two days of a month. */
export function monthEnd(utcOffset: number): Calendar {
  return (at) => {
    const today = new Date(at + utcOffset * HOUR);
    const tomorrow = new Date(at + utcOffset * HOUR + DAY);
    return today.getUTCDate() <= 2 || tomorrow.getUTCDate() === 1;
  };
}

export interface JobSettings {
  origin: OriginSource;
  calendar: Calendar;
  localHour: number;
  /** Number of requests in a run. */
  size: number;
  action: DataAction;
  /** Bytes in an answer; the usual size of the action if absent. */
  pageBytes?: number;
  /** Growth of `size` a day: 0.01 is one percent. */
  growth?: number;
}

/** A job that runs at a fixed local hour and does many requests of one kind one after another. */
export function job(settings: JobSettings): Workload {
  return (account, hour, random) => {
    const runs = localHour(hour, account.utcOffset) === settings.localHour;
    return runs && settings.calendar(hour) ? jobRun(account, hour, random, settings) : [];
  };
}

/** One run of a job that starts within minutes of `start`. */
export function jobRun(
  account: Account,
  start: number,
  random: Random,
  settings: JobSettings,
): Entry[] {
  const days = (start - WORLD_START) / DAY;
  const grown = settings.size * (1 + (settings.growth ?? 0)) ** days;
  const count = Math.max(1, Math.round(grown * random.between(0.9, 1.1)));
  const entries: Entry[] = [];
  let at = start + random.between(1, 5) * MINUTE;
  for (let i = 0; i < count; i++) {
    const size = settings.pageBytes;
    entries.push(
      request(account, random, at, settings.origin(random, start), settings.action, {
        container: account.usualContainers[i % account.usualContainers.length],
        responseBytes: size && Math.round(Math.min(PAGE_BYTES, size * random.between(0.8, 1.1))),
      }),
    );
    at += random.between(0.3, 2.2) * SECOND * (settings.pageBytes ? 2 : 1);
  }
  return entries;
}

/** Integration tests: create a container, use it, drop it. */
export function testRun(
  account: Account,
  start: number,
  random: Random,
  origin: OriginSource,
  containers: number,
): Entry[] {
  const entries: Entry[] = [];
  let at = start + random.between(0, 20) * MINUTE;
  const client = origin(random, start);
  const [like] = account.containers;
  if (!like) return [];
  for (let i = 0; i < containers; i++) {
    const container = temporaryContainer(like, `test-${random.hex(8)}`);
    const step = (action: Parameters<typeof request>[4]): void => {
      entries.push(request(account, random, at, client, action, { container }));
      at += random.between(0.2, 4) * SECOND;
    };
    step('createContainer');
    const uses = random.integer(3, 8);
    for (let use = 0; use < uses; use++) step(random.pick(['create', 'read', 'query', 'delete']));
    step('dropContainer');
  }
  return entries;
}

/** Test runs of a pipeline through the working day. */
export function integrationTests(origin: OriginSource, runsPerDay: number): Workload {
  return (account, hour, random) => {
    const local = localHour(hour, account.utcOffset);
    const weekday = new Date(hour + account.utcOffset * HOUR).getUTCDay() % 6 !== 0;
    const mean = weekday && local >= 8 && local < 19 ? runsPerDay / 11 : runsPerDay / 200;
    const runs = random.poisson(mean);
    const entries: Entry[] = [];
    for (let i = 0; i < runs; i++) {
      entries.push(...testRun(account, hour, random, origin, random.integer(1, 4)));
    }
    return entries;
  };
}
