import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { CASE_HOUR, settledHistory } from '../historyCases';
import { OTHER_IDENTITY, POSTMAN, PYTHON_SDK, requests, SHOP_IDENTITY } from '../newcomerCases';
import { nightlyJob, settled, uneven, weekly, weeklyJob } from './histories';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 86_400_000;
const DAY = 24 * HOUR;

const person = { address: '192.0.2.8', principal: { kind: 'entra', id: SHOP_IDENTITY } } as const;
const another = { kind: 'entra', id: OTHER_IDENTITY } as const;
const BROWSER = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/125.0.0.0';
const megabytes = { responseBytes: 1_000_000 };
/** Nine requests over an hour. */
const everySixMinutes = (seed: number, responseBytes: number) =>
  Array.from({ length: 9 }, (_, n) => n).flatMap((n) =>
    requests(1, seed + n, { responseBytes }, CASE_HOUR + n * 6 * MINUTE),
  );

export const cases: readonly DetectorCase[] = [
  {
    name: 'six megabytes by a client that reads 30 KB an hour',
    history: settled,
    records: requests(6, 301, megabytes),
    expected: {
      severity: 'Medium',
      occurrences: 6,
      reason: ['6.0 MB read from shop/orders in the hour to 2026-03-04 10:00 UTC', 'this client'],
    },
  },
  {
    name: 'the same by a stranger with the same key',
    history: settled,
    records: requests(6, 302, { ...megabytes, address: '203.0.113.9', userAgent: PYTHON_SDK }),
    expected: {
      severity: 'High',
      occurrences: 6,
      reason: ['203.0.113.9', 'never seen here: application', 'single clients here'],
    },
  },
  {
    name: 'the same by a dozen hosts of the client, none of which took a tenth of it',
    history: settled,
    records: Array.from({ length: 12 }, (_, n) => n).flatMap((n) =>
      requests(1, 390 + n, { ...megabytes, address: `20.0.0.${String(n + 1)}` }),
    ),
    expected: {
      severity: 'High',
      occurrences: 12,
      reason: ['12.0 MB read from shop/orders', '20.0.0.1'],
    },
  },
  {
    name: 'twice the usual for hours, which no single hour shows',
    history: uneven,
    records: [0, 1, 2].flatMap((n) =>
      requests(4, 310 + n, { responseBytes: 1_050_000 }, CASE_TIME + n * HOUR),
    ),
    expected: {
      severity: 'Low',
      occurrences: 12,
      reason: ['12.6 MB', 'the 3 hours to 2026-03-04 12:00 UTC', '4.'],
    },
  },
  {
    name: 'three megabytes over the turn of the hour',
    history: settled,
    records: [
      ...requests(3, 350, { responseBytes: 500_000 }, CASE_HOUR + 55 * MINUTE),
      ...requests(3, 351, { responseBytes: 500_000 }, CASE_HOUR + 65 * MINUTE),
    ],
    expected: {
      severity: 'Medium',
      occurrences: 6,
      reason: ['3.0 MB', 'in the hour to 2026-03-04 10:30 UTC', 'in 2 such hours'],
    },
  },
  {
    name: 'as much in two hours, an hour apart',
    history: settled,
    records: [
      ...requests(3, 352, { responseBytes: 500_000 }, CASE_HOUR + 5 * MINUTE),
      ...requests(3, 353, { responseBytes: 500_000 }, CASE_HOUR + 65 * MINUTE),
    ],
    expected: null,
  },
  {
    name: 'less than the floor, whatever the ratio',
    history: settled,
    records: requests(6, 303, { responseBytes: 300_000 }),
    expected: null,
  },
  {
    name: 'a job that reads as much at this hour of every day',
    history: settledHistory({
      actorsAt: (time) => [time % DAY === CASE_HOUR % DAY ? { responseBytes: 6_000_000 } : {}],
    }),
    records: requests(6, 304, megabytes),
    expected: null,
  },
  {
    name: 'a copy within the account: what was read is written again',
    history: settled,
    records: [
      ...requests(6, 305, { ...megabytes, requestBytes: 300 }),
      ...requests(6, 306, {
        ...megabytes,
        operation: 'Upsert',
        container: 'orders-v2',
        requestBytes: 1_000_000,
      }),
    ],
    expected: null,
  },
  {
    name: 'a person who reads as much, at another hour than ever before',
    history: settledHistory({
      actorsAt: (time) => [
        time % DAY === 14 * HOUR
          ? { responseBytes: 3_000_000 }
          : { address: '10.1.0.9', application: 'cosmos-js-sdk' },
      ],
    }),
    records: requests(6, 308, megabytes),
    expected: null,
  },
  {
    name: 'a known identity with other software of the account is no stranger',
    history: settledHistory({
      actors: [
        { ...person, responseBytes: 1_000_000 },
        {
          ...person,
          address: '192.0.2.9',
          principal: another,
          application: 'data-explorer',
          responseBytes: 1_500_000,
        },
      ],
    }),
    records: requests(12, 309, {
      ...megabytes,
      entra: SHOP_IDENTITY,
      userAgent: BROWSER,
      address: '192.0.2.8',
    }),
    expected: { severity: 'Low', occurrences: 12, reason: ['single clients here'] },
  },
  {
    name: 'four megabytes by hand, at a place of people',
    history: settledHistory({ actors: [{ ...person, responseBytes: 500_000 }] }),
    records: requests(4, 310, {
      ...megabytes,
      entra: SHOP_IDENTITY,
      userAgent: BROWSER,
      address: '192.0.2.8',
    }),
    expected: null,
  },
  {
    name: 'a job on Wednesdays that reads two and a half times as much as on two of them before',
    history: settledHistory({
      days: 17,
      actorsAt: (time) => [
        { address: '10.1.0.9', application: 'cosmos-js-sdk' },
        ...(time % WEEK === CASE_HOUR % WEEK ? [{ responseBytes: 6_000_000 }] : []),
      ],
    }),
    records: requests(16, 311, megabytes),
    expected: null,
  },
  {
    name: 'a weekly job of the application, on another day and half as large again',
    history: weekly,
    records: requests(9, 312, megabytes),
    expected: null,
  },
  {
    name: 'four times that job',
    history: weekly,
    records: requests(24, 313, megabytes),
    expected: { severity: 'Medium', occurrences: 24, reason: ['24.0 MB'] },
  },
  {
    name: 'as much as that job from a container that it does not read',
    history: weekly,
    records: requests(9, 314, { ...megabytes, container: 'people' }),
    expected: { severity: 'Medium', occurrences: 9, reason: ['9.0 MB read from shop/people'] },
  },
  {
    name: 'less than twice that job, but hour by hour',
    history: weeklyJob(9_000_000),
    records: [0, 1, 2].flatMap((n) =>
      requests(3, 320 + n, { responseBytes: 900_000 }, CASE_TIME + n * HOUR),
    ),
    expected: { severity: 'Medium', occurrences: 9, reason: ['8.1 MB', 'the 3 hours to'] },
  },
  {
    name: 'four megabytes within an hour, too slow to become the weekly job',
    history: weeklyJob(15_000_000),
    records: everySixMinutes(330, 450_000),
    expected: { severity: 'Medium', occurrences: 9, reason: ['4.0 MB', 'in the hour to'] },
  },
  {
    name: 'the weekly job, on another day and at its pace',
    history: weeklyJob(15_000_000),
    records: everySixMinutes(340, 1_500_000),
    expected: null,
  },
  {
    name: 'at night what the application reads by day, which nobody ever did',
    history: settledHistory({
      actorsAt: (time) => [
        { responseBytes: Math.abs(((time / HOUR) % 24) - 22) < 8 ? 8_000_000 : 400_000 },
      ],
    }),
    records: requests(8, 315, megabytes),
    expected: { severity: 'Medium', occurrences: 8, reason: ['8.0 MB'] },
  },
  {
    name: 'nothing is known of the account',
    records: requests(6, 307, megabytes),
    expected: null,
  },
  {
    name: 'twelve megabytes by a newcomer, where a job takes more at another hour',
    history: nightlyJob,
    records: requests(12, 390, { ...megabytes, address: '203.0.113.9', userAgent: POSTMAN }),
    expected: {
      severity: 'High',
      occurrences: 12,
      reason: ['12.0 MB', 'BR', 'of the account'],
    },
  },
  {
    name: 'six by the same newcomer: what people look at by hand',
    history: nightlyJob,
    records: requests(6, 391, { ...megabytes, address: '203.0.113.9', userAgent: POSTMAN }),
    expected: null,
  },
];
