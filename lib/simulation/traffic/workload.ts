import { HOUR, SECOND } from '../calendar';
import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import { ordinaryRequest, throttled } from './requests';
import type { Workload } from './account';
import type { Action, ClientSource } from './request';
import type { Container } from './container';

/** Requests of an application, at a rate that follows the time. */
export interface ApplicationTraffic {
  /** Requests expected in the hour around `time`. */
  rateAt(time: number): number;
  readonly client: ClientSource;
  readonly containers: readonly Container[];
  readonly mix: readonly (readonly [Action, number])[];
  /** Share of queries whose values stand in the text. */
  readonly inlinedQueries?: number;
  /** Share of requests that are throttled and tried again. */
  throttledAt?(time: number): number;
}

/** What most applications do: read and query much, write some. */
export const READ_MOSTLY: ApplicationTraffic['mix'] = [
  ['readDocument', 45],
  ['queryDocuments', 30],
  ['createDocument', 9],
  ['upsertDocument', 6],
  ['replaceDocument', 8],
  ['deleteDocument', 1],
];

/** Devices and events: write much, read little. */
export const WRITE_MOSTLY: ApplicationTraffic['mix'] = [
  ['createDocument', 40],
  ['upsertDocument', 30],
  ['readDocument', 18],
  ['queryDocuments', 10],
];

const USUAL_THROTTLING = 0.001;

/** A workload of an application. Hours vary by about a seventh from what is expected. */
export function applicationWorkload(traffic: ApplicationTraffic, random: Random): Workload {
  return {
    run(start: number, log: AccountLog): void {
      const middle = start + HOUR / 2;
      const count = random.poisson(random.logNormal(log.traffic * traffic.rateAt(middle), 0.15));
      const refusedShare = traffic.throttledAt?.(middle) ?? USUAL_THROTTLING;
      for (let i = 0; i < count; i += 1) {
        const time = start + random.next() * HOUR;
        const client = traffic.client(time, random);
        const action = random.weighted(traffic.mix);
        const container = random.pick(traffic.containers);
        const request = ordinaryRequest(
          random,
          time,
          action,
          client,
          container,
          traffic.inlinedQueries,
        );
        if (random.chance(refusedShare)) {
          log.request(throttled({ ...request, time: time - random.between(0.1, 1) * SECOND }));
        }
        log.volumes.add(time, request.responseBytes);
        log.request(request);
      }
    },
  };
}
