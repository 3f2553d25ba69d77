import { activityIds, dataPlaneRecord } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { PYTHON_SDK, requests } from '../newcomerCases';

const ids = activityIds(106);

const deletion = (n: number, resourceType = 'Document', status = 204) =>
  dataPlaneRecord({
    time: CASE_TIME + n * 100,
    account: 'shop',
    activityId: ids(),
    operation: 'Delete',
    resourceType,
    status,
    address: '192.0.2.8',
  });

const WEEK = 7 * 86_400_000;
const settled = settledHistory();
const operations = {
  read: 60,
  write: 0,
  delete: 0,
  metadata: 0,
  script: 0,
  other: 0,
  drop: 0,
  define: 0,
};
const deletions = { operation: 'Delete', status: 204 };
const drops = { ...deletions, resourceType: 'Collection', container: 'trial' };
const some = { requests: 60, responseBytes: 30_720 };

export const cases: readonly DetectorCase[] = [
  {
    name: 'six hundred documents within an hour',
    records: times(600, (n) => deletion(n)),
    expected: { severity: 'Medium', occurrences: 600, reason: ['600 documents', 'shop/orders'] },
  },
  {
    name: 'a drop begins with the drop, not with the first request of its address',
    records: [
      dataPlaneRecord({
        time: CASE_TIME - 1_200_000,
        account: 'shop',
        activityId: ids(),
        address: '192.0.2.8',
      }),
      deletion(0, 'Collection'),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['at 2026-03-04 09:30 UTC'] },
  },
  {
    name: 'one container dropped',
    records: [deletion(0, 'Collection')],
    expected: { severity: 'Medium', occurrences: 1, reason: ['1 container or database dropped'] },
  },
  {
    name: 'three databases dropped',
    records: times(3, (n) => deletion(n, 'Database')),
    expected: { severity: 'High', occurrences: 3, reason: ['3 containers or databases'] },
  },
  {
    name: 'fewer than the threshold',
    records: times(499, (n) => deletion(n)),
    expected: null,
  },
  {
    name: 'deletions that found nothing',
    records: times(600, (n) => deletion(n, 'Document', 404)),
    expected: null,
  },
  {
    name: 'two hundred by a client that deletes nothing',
    history: settled,
    records: requests(200, 601, deletions),
    expected: { severity: 'Low', occurrences: 200, reason: ['200 documents', 'this client'] },
  },
  {
    name: 'thirty on an account on which nothing was ever deleted',
    history: settled,
    records: requests(30, 607, deletions),
    expected: { severity: 'Low', occurrences: 30, reason: ['30 documents', 'this client'] },
  },
  {
    name: 'thirty by a client that deletes ten once a week',
    history: settledHistory({
      actorsAt: (time) => [
        time % WEEK < 3_600_000 ? { operations: { ...operations, delete: 10 } } : {},
      ],
    }),
    records: requests(30, 608, deletions),
    expected: null,
  },
  {
    name: 'sixty by a client that never deletes, where another one does',
    history: settledHistory({
      actors: [
        {},
        {
          address: '10.1.0.9',
          application: 'cosmos-js-sdk',
          operations: { ...operations, delete: 10 },
        },
      ],
    }),
    records: requests(60, 609, deletions),
    expected: { severity: 'Low', occurrences: 60, reason: ['60 documents'] },
  },
  {
    name: 'sixty by a stranger',
    history: settled,
    records: requests(60, 602, { ...deletions, address: '203.0.113.9', userAgent: PYTHON_SDK }),
    expected: { severity: 'Medium', occurrences: 60, reason: ['60 documents', 'never seen here'] },
  },
  {
    name: 'seven hundred by a client that deletes six hundred in an hour as a rule',
    history: settledHistory({ actors: [{ operations: { ...operations, delete: 600 } }] }),
    records: requests(700, 603, deletions),
    expected: null,
  },
  {
    name: 'a container dropped by a client that does so every day',
    history: settledHistory({ actors: [{ operations: { ...operations, drop: 1 } }] }),
    records: requests(2, 604, drops),
    expected: { severity: 'Informational', occurrences: 2, reason: ['2 containers', 'did so on'] },
  },
  {
    name: 'a new container dropped with other software of the account, where others do so every day',
    history: settledHistory({
      actors: [{}, { application: 'cosmos-js-sdk', operations: { ...operations, drop: 1 } }],
    }),
    records: requests(1, 613, { ...drops, container: 'test-1' }),
    expected: { severity: 'Informational', occurrences: 1, reason: ['1 container', 'did so on'] },
  },
  {
    name: 'a container dropped with the same key by a stranger',
    history: settledHistory({ actors: [{ operations: { ...operations, drop: 1 } }] }),
    records: requests(1, 605, { ...drops, address: '203.0.113.9' }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['1 container', '203.0.113.9'] },
  },
  {
    name: 'thirty by a client that deletes two once a week',
    history: settledHistory({
      actorsAt: (time) => [
        time % WEEK < 3_600_000 ? { operations: { ...operations, delete: 2 } } : {},
      ],
    }),
    records: requests(30, 610, deletions),
    expected: { severity: 'Low', occurrences: 30, reason: ['30 documents'] },
  },
  {
    name: 'a container in use for weeks, dropped by a client that drops others every day',
    history: settledHistory({
      actors: [
        { operations: { ...operations, drop: 1 } },
        { address: '10.1.0.9', containers: [{ container: 'shop/bills', ...some }] },
      ],
    }),
    records: requests(1, 611, { ...drops, container: 'bills' }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['shop/bills'] },
  },
  {
    name: 'a container that the client drops every day and makes anew',
    history: settledHistory({
      actors: [
        {
          operations: { ...operations, drop: 1 },
          containers: [{ container: 'shop/bills', ...some }],
          droppedContainers: ['shop/bills'],
        },
      ],
    }),
    records: requests(1, 612, { ...drops, container: 'bills' }),
    expected: { severity: 'Informational', occurrences: 1, reason: ['did so on'] },
  },
];
