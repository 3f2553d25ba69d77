import { DAY, HOUR, localMidnight, MINUTE } from '../calendar';
import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import { feedPage, ordinaryRequest } from './requests';
import type { Workload } from './account';
import type { Client, ClientSource } from './request';
import type { Container } from './container';

/** Work that is done at a fixed hour of some days. */
export interface ScheduledJob {
  /** Local hour, with fraction; a job starts up to ten minutes late. */
  readonly hour: number;
  /** Hours ahead of UTC of the job's clock. */
  readonly offset: number;
  readonly minutes: number;
  /** True on the days on which the job runs; `midnight` is local, in epoch ms. */
  runsOn(midnight: number): boolean;
  /** Does the work of the stretch from `from` to `to`, of the run that takes `share` of it. */
  work(from: number, to: number, share: number, log: AccountLog, random: Random): void;
}

/** Runs a job in each hour that it overlaps. */
export function jobWorkload(job: ScheduledJob, random: Random): Workload {
  return {
    run(start: number, log: AccountLog): void {
      const today = localMidnight(start, job.offset);
      // A run may have begun before midnight.
      for (const midnight of [today - DAY, today]) {
        if (!job.runsOn(midnight)) continue;
        const lateness = random.fork(`day ${midnight}`).between(0, 10) * MINUTE;
        const begin = midnight + job.hour * HOUR + lateness;
        const end = begin + job.minutes * MINUTE;
        const from = Math.max(begin, start);
        const to = Math.min(end, start + HOUR);
        if (from < to) job.work(from, to, (to - from) / (end - begin), log, random);
      }
    },
  };
}

/** Reads containers from end to end. @param megabytes of one run, at a time */
export function exportWork(
  client: ClientSource,
  containers: readonly Container[],
  megabytes: (time: number) => number,
): ScheduledJob['work'] {
  return (from, to, share, log, random) => {
    const pages = Math.max(1, Math.round(random.logNormal(megabytes(from) * share, 0.08)));
    const worker = client(from, random);
    for (let page = 0; page < pages; page += 1) {
      const time = from + ((to - from) * (page + random.next())) / pages;
      const request = feedPage(time, worker, random.pick(containers));
      log.volumes.add(time, request.responseBytes);
      log.request(request);
    }
  };
}

/** Deletes documents that have outlived their use, or writes many. */
export function documentWork(
  client: ClientSource,
  action: 'deleteDocument' | 'upsertDocument',
  containers: readonly Container[],
  count: (time: number) => number,
): ScheduledJob['work'] {
  return (from, to, share, log, random) => {
    const documents = random.poisson(count(from) * share);
    const worker: Client = client(from, random);
    for (let i = 0; i < documents; i += 1) {
      const time = random.between(from, to);
      log.request(ordinaryRequest(random, time, action, worker, random.pick(containers)));
    }
  };
}
