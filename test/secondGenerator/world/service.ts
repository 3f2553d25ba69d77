import type { Random } from '../random';
import { HOUR } from '../time';
import type { DataAction, DataRequest, Entry } from './entry';
import type { Account, OriginSource, Workload } from './model';
import type { Rhythm } from './rhythm';
import { request } from './traffic';

export type Mix = Readonly<Partial<Record<DataAction, number>>>;

export interface ServiceSettings {
  name: string;
  origin: OriginSource;
  /** Requests in an hour at the top of the rhythm. */
  peakPerHour: number;
  rhythm: Rhythm;
  mix: Mix;
  /** Share of requests served by the account's second region. */
  secondRegionShare?: number;
}

/** A client that works without end, with the usual misses, conflicts, throttling and retries. */
export function service(settings: ServiceSettings): Workload {
  return (account, hour, random) => {
    const mood = random.logNormal(1, 0.12);
    const count = random.poisson(settings.peakPerHour * settings.rhythm(hour) * mood);
    const entries: Entry[] = [];
    for (let i = 0; i < count; i++) {
      const at = hour + random.next() * HOUR;
      const action = random.weighted(settings.mix);
      const made = request(account, random, at, settings.origin(random, at), action);
      made.secondRegion = random.chance(settings.secondRegionShare ?? 0);
      entries.push(...withMishaps(account, random, made));
    }
    return entries;
  };
}

/** What goes wrong on ordinary days: the failed attempts, and the request itself if it comes through. */
function withMishaps(account: Account, random: Random, made: DataRequest): DataRequest[] {
  if (made.action === 'read' && random.chance(0.02)) return [failed(random, made, 404)];
  if (made.action === 'create' && random.chance(0.01)) return [failed(random, made, 409)];
  if (made.action === 'replace' && random.chance(0.008)) return [failed(random, made, 412)];
  const attempts: DataRequest[] = [];
  if (random.chance(account.throttleChance)) {
    const tries = random.integer(1, 3);
    for (let i = 0; i < tries; i++) attempts.push(failed(random, made, 429, i * 130));
  } else if (random.chance(0.001)) {
    attempts.push(failed(random, made, random.pick([503, 408, 449])));
  }
  const delay = attempts.length * random.between(60, 400);
  return [...attempts, { ...made, at: made.at + delay }];
}

/** The same request as it fails; `later` in milliseconds. */
export function failed(random: Random, made: DataRequest, status: number, later = 0): DataRequest {
  const attempt: DataRequest = {
    ...made,
    at: made.at + later,
    activityId: random.guid(),
    status,
    responseBytes: random.integer(180, 420),
    charge: status === 429 ? 0 : 1,
  };
  if (made.query) attempt.query = { ...made.query, rows: 0 };
  return attempt;
}
