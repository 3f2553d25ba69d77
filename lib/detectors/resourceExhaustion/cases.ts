import type { DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { PYTHON_SDK, requests } from '../newcomerCases';

const settled = settledHistory();
const dear = { operation: 'Query', requestUnits: 1_000 };
const throttled = { status: 429, requestUnits: 0.38, responseBytes: 0 };
/** Five machines of one application, which is throttled a little once a week. */
const ofManyMachines = settledHistory({
  actorsAt: (time) =>
    Array.from({ length: 5 }, (_, n) => {
      const isThrottled = n === 0 && time % 604_800_000 < 3_600_000;
      return {
        address: `10.1.0.${n + 4}`,
        requestUnits: 900,
        ...(isThrottled ? { throttled: 2, failed: 2 } : {}),
      };
    }),
});
const stranger = { address: '203.0.113.9', userAgent: PYTHON_SDK };

export const cases: readonly DetectorCase[] = [
  {
    name: 'dear queries of one client while requests are throttled',
    history: settled,
    records: [...requests(40, 501, dear), ...requests(40, 502, throttled)],
    expected: {
      severity: 'Medium',
      occurrences: 80,
      reason: ['40,015 request units', '100 % of the account', '40 requests were throttled'],
    },
  },
  {
    name: 'by a stranger, ten times beyond the limit',
    history: settled,
    records: [
      ...requests(40, 503, { ...dear, ...stranger, requestUnits: 6_000 }),
      ...requests(40, 504, throttled),
    ],
    expected: { severity: 'High', occurrences: 40, reason: ['never seen here', '203.0.113.9'] },
  },
  {
    name: 'so many units that the bill shows them, though nothing is throttled',
    history: settled,
    records: requests(40, 505, { ...dear, requestUnits: 30_000 }),
    expected: { severity: 'Low', occurrences: 40, reason: ['1,200,000 request units'] },
  },
  {
    name: 'few units, but throttling on an account that was never throttled',
    history: settled,
    records: [
      ...requests(40, 510, { ...dear, requestUnits: 150 }),
      ...requests(40, 511, throttled),
    ],
    expected: { severity: 'Medium', occurrences: 80, reason: ['6,015 request units'] },
  },
  {
    name: 'as few where it is throttled now and then',
    history: settledHistory({
      actorsAt: (time) => [time % 604_800_000 < 3_600_000 ? { throttled: 30, failed: 30 } : {}],
    }),
    records: [
      ...requests(40, 512, { ...dear, requestUnits: 150 }),
      ...requests(40, 513, throttled),
    ],
    expected: null,
  },
  {
    name: 'dear queries that disturb nobody',
    history: settled,
    records: requests(40, 506, dear),
    expected: null,
  },
  {
    name: 'a storm of retries burns nothing',
    history: settled,
    records: requests(200, 507, throttled),
    expected: null,
  },
  {
    name: 'an account that is throttled as much in every hour',
    history: settledHistory({ actors: [{ throttled: 40, failed: 40 }] }),
    records: [...requests(40, 508, dear), ...requests(40, 509, throttled)],
    expected: null,
  },
  {
    name: 'nearly all by one machine of many, and a few throttled requests',
    history: ofManyMachines,
    records: [...requests(25, 514, { ...dear, requestUnits: 700 }), ...requests(4, 515, throttled)],
    expected: { severity: 'Low', occurrences: 29, reason: ['17,502 request units'] },
  },
  {
    name: 'as many units for the megabytes that they read',
    history: ofManyMachines,
    records: [
      ...requests(25, 516, { ...dear, requestUnits: 700, responseBytes: 700_000 }),
      ...requests(4, 517, throttled),
    ],
    expected: null,
  },
];
