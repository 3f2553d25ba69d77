import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { commands, PYTHON_SDK, requests } from '../newcomerCases';
import type { RequestSketch } from '../../simulation/records';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const settled = settledHistory();

/** Reads of containers with made-up names, two numbers an hour later from `first` on. */
const guesses = (count: number, seed: number, client: Partial<RequestSketch> = {}, first = 0) =>
  Array.from({ length: count }, (_, n) => {
    const container = `guess-${first + n}`;
    const time = CASE_TIME + Math.floor(first / 2) * HOUR + n * 1000;
    return requests(1, seed * 100 + first + n, { container, ...client }, time);
  }).flat();

/** Reads of documents that are not there, by number. */
const walk = (count: number, seed: number) =>
  Array.from({ length: count }, (_, n) =>
    requests(
      1,
      seed * 1_000 + n,
      { document: `${100_000 + n}`, status: 404 },
      CASE_TIME + n * 1000,
    ),
  ).flat();
const pods = Array.from({ length: 10 }, (_, n) => `10.1.0.${n + 4}`);
const mongo = settledHistory({
  actors: [{ application: 'mongoose', api: 'mongodb', requests: 30, distinctDocuments: 0 }],
});
const mongoose = { userAgent: 'nodejs|Mongoose|6.10.1' };

const used = (container: string) => ({ container, requests: 1, responseBytes: 1 });
const other = { address: '10.1.0.5', requests: 10 };
const usingAll = {
  ...other,
  containers: Array.from({ length: 10 }, (_, n) => used(`shop/guess-${n}`)),
};
const usingAnother = { ...other, containers: [used('shop/another')] };

export const cases: readonly DetectorCase[] = [
  {
    name: 'thirty containers by a client that uses one',
    history: settled,
    records: guesses(30, 41),
    expected: {
      severity: 'Medium',
      occurrences: 30,
      reason: ['30 different containers asked for', '10.1.0.4', 'single clients here'],
    },
  },
  {
    name: 'nine by a stranger',
    history: settled,
    records: guesses(9, 42, { address: '203.0.113.9', userAgent: PYTHON_SDK }),
    expected: { severity: 'Medium', occurrences: 9, reason: ['9 different', 'never seen here'] },
  },
  {
    name: 'ten by a known client, which others use, are too few to be told by that alone',
    history: settledHistory({ actors: [{}, usingAll] }),
    records: guesses(10, 43),
    expected: null,
  },
  {
    name: 'five that nobody uses, by a known client over three hours',
    history: settled,
    records: [0, 1, 2].flatMap((hour) => guesses(2, 46, {}, hour * 2).slice(0, hour === 2 ? 1 : 2)),
    expected: {
      severity: 'Low',
      occurrences: 5,
      reason: ['5 containers that nobody uses', 'nobody asked for shop/guess-0'],
    },
  },
  {
    name: 'a new part of the application brings three',
    history: settled,
    records: guesses(3, 47),
    expected: null,
  },
  {
    name: 'four on an account that had a new one two days before',
    history: settledHistory({
      actorsAt: (time) => (CASE_TIME - time < 2 * DAY ? [{}, usingAnother] : [{}]),
    }),
    records: guesses(4, 48),
    expected: null,
  },
  {
    name: 'thirty by a client that asks for as many every day',
    history: settledHistory({ actors: [{ distinctContainers: 30 }] }),
    records: guesses(30, 44),
    expected: null,
  },
  {
    name: 'counting through ids, most of which are not there',
    history: settled,
    records: walk(400, 49),
    expected: {
      severity: 'Low',
      occurrences: 400,
      reason: ['400 requests for documents that are not there', '10.1.0.4'],
    },
  },
  {
    name: 'as many as every day, by an application that looks into an empty cache',
    history: settledHistory({ actors: [{ requests: 1_000, failed: 400 }] }),
    records: walk(400, 50),
    expected: null,
  },
  {
    name: 'one document that is not there, asked for again and again',
    history: settled,
    records: requests(400, 51, { document: 'gone', status: 404 }),
    expected: null,
  },
  {
    name: 'counting through ids where the log names none and tells of no failure',
    history: mongo,
    records: [
      ...commands(800, 52, { ...mongoose, responseBytes: 400 }),
      ...commands(1_000, 53, { ...mongoose, responseBytes: 400 }, CASE_TIME + HOUR),
    ],
    expected: {
      severity: 'Low',
      occurrences: 1_800,
      reason: ['1,800 reads one by one', 'in any hour is'],
    },
  },
  {
    name: 'as many reads among writes: more visitors',
    history: mongo,
    records: [
      ...commands(1_600, 54, { ...mongoose, responseBytes: 400 }),
      ...commands(600, 55, { ...mongoose, operation: 'insert', responseBytes: 100 }),
    ],
    expected: null,
  },
  {
    name: 'the catalogue of Cassandra, read over and over',
    history: settledHistory({ actors: [{ application: 'unknown', api: 'cassandra' }] }),
    records: commands(30, 56, {
      category: 'CassandraRequests',
      operation: 'QuerySelect',
      userAgent: '""',
      errorCode: '-1',
      database: 'system_schema',
      container: 'tables',
      text: '{"request":"SELECT * FROM system_schema.tables"}',
    }),
    expected: { severity: 'Low', occurrences: 30, reason: ['30 reads of metadata'] },
  },
  {
    name: 'ten machines that start at once and look at their containers',
    history: settledHistory({ actors: pods.map((address) => ({ address })) }),
    records: pods.flatMap((address, n) =>
      requests(20, 570 + n, { address, resourceType: 'Collection' }),
    ),
    expected: null,
  },
  {
    name: 'drivers that connect again and again',
    history: mongo,
    records: commands(100, 58, { ...mongoose, operation: 'hello', database: 'admin' }),
    expected: null,
  },
  {
    name: 'log-ins that were refused are no reads',
    history: mongo,
    records: commands(220, 57, {
      userAgent: 'PyMongo|c 4.8.1',
      address: '203.0.113.9',
      operation: 'saslStart',
      errorCode: '18',
      database: 'admin',
      container: '',
    }),
    expected: null,
  },
  {
    name: 'nothing is known of the account',
    records: guesses(30, 45),
    expected: null,
  },
  {
    name: 'machines behind one address that start: settings of the containers that they use',
    history: settled,
    records: requests(40, 431, { resourceType: 'Collection', operation: 'Read' }),
    expected: null,
  },
  {
    name: 'as much of the database, by the same',
    history: settled,
    records: requests(40, 432, {
      resourceType: 'Collection',
      operation: 'ReadFeed',
      container: '',
    }),
    expected: { severity: 'Medium', occurrences: 40, reason: ['40 reads of metadata'] },
  },
  {
    name: 'a walk through a front of many machines, each of which does little of it',
    history: settledHistory({
      actors: pods.map((address) => ({ address, requests: 6, distinctDocuments: 4 })),
    }),
    records: pods.flatMap((address, n) =>
      Array.from({ length: 110 }, (_, one) => one).flatMap((one) =>
        requests(
          1,
          440_000 + n * 1_000 + one,
          { address, document: `${n * 1_000 + one}` },
          CASE_TIME + one * 1_000,
        ),
      ),
    ),
    expected: { severity: 'Low', occurrences: 1_073, reason: ['different documents'] },
  },
];
