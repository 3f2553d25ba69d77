/** What accounts have read before the cases begin. */

import { settledHistory } from '../historyCases';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const settled = settledHistory();
/** Much in one hour, little in the next. */
export const uneven = settledHistory({
  actorsAt: (time) => [{ responseBytes: (time / HOUR) % 2 === 0 ? 300_000 : 2_000_000 }],
});
/** An application that reads so much in one hour of each week, and little else. */
export const weeklyJob = (bytes: number) =>
  settledHistory({
    days: 17,
    actorsAt: (time) => {
      const responseBytes = (time / HOUR) % (7 * 24) === 30 ? bytes : 100_000;
      const containers = [{ container: 'shop/orders', requests: 60, responseBytes }];
      return [{ responseBytes, containers }];
    },
  });
export const weekly = weeklyJob(6_000_000);
/** An export of 40 MB each night, by the key of the application. */
export const nightlyJob = settledHistory({
  actorsAt: (time) =>
    time % DAY === 2 * HOUR
      ? [{}, { application: 'cosmos-java-sdk', address: '10.1.0.9', responseBytes: 40_000_000 }]
      : [{}],
});
