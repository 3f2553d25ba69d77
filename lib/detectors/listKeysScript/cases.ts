import { accountResource } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  inRestShape,
  PORTAL_ID,
  STRANGER,
  subscriptionHistory,
} from '../managementCases';

const history = subscriptionHistory(['demo/shop', 'demo/stock', 'demo/bills', 'demo/mail']);
const onceAMonth = subscriptionHistory(['demo/shop']);
const listing = (n: number, sketch = {}) =>
  activityRecord({
    operation: 'listKeys/action',
    account: `shop${n}`,
    time: CASE_TIME + n * 20_000,
    ...STRANGER,
    ...sketch,
  });

/** Of one account in each of many subscriptions. */
const spread = (n: number) => {
  const subscription = `5c0b0000-0000-4000-8000-00000000000${n}`;
  const resourceId = accountResource(`shop${n}`).replace(/(?<=SUBSCRIPTIONS\/)[^/]+/, subscription);
  return listing(n, { resourceId });
};

export const cases: readonly DetectorCase[] = [
  {
    name: 'of six accounts by a stranger, each asked twice',
    history,
    records: [...times(6, listing), ...times(6, listing)],
    expected: {
      severity: 'Medium',
      occurrences: 6,
      reason: ['6 accounts', 'shop0', 'Azure PowerShell', 'country BR'],
    },
  },
  {
    name: 'of twelve by a stranger, in the shape of the REST API, category Action',
    history,
    records: times(12, (n) => inRestShape(listing(n, { category: 'Action' }))),
    expected: { severity: 'High', occurrences: 12, reason: ['12 accounts'] },
  },
  {
    name: 'of more accounts than an alert names',
    history,
    records: times(130, (n) => listing(n, { time: CASE_TIME + n * 5000 })),
    expected: { severity: 'High', occurrences: 130, reason: ['130 accounts'] },
  },
  {
    name: 'asked of eight accounts, refused by all',
    history,
    records: times(8, (n) => listing(n, { result: 'Failure' })),
    expected: { severity: 'Low', occurrences: 8, reason: ['8 accounts', 'less success'] },
  },
  {
    name: 'of six accounts, each in a subscription of its own',
    records: times(6, spread),
    expected: {
      severity: 'Medium',
      occurrences: 6,
      reason: ['6 accounts in 6 subscriptions', 'shop0'],
    },
  },
  {
    name: 'of four accounts, each in a subscription of its own, where nothing is known',
    records: times(4, spread),
    expected: null,
  },
  {
    name: 'of two by a stranger',
    history,
    records: times(2, listing),
    expected: null,
  },
  {
    name: 'of twenty by an identity that lists them every night',
    history,
    records: times(20, (n) =>
      activityRecord({ operation: 'listKeys/action', account: `shop${n}` }),
    ),
    expected: null,
  },
  {
    name: 'of eleven by an identity that lists those of one account',
    history: onceAMonth,
    records: times(11, (n) =>
      activityRecord({ operation: 'listKeys/action', account: `shop${n}` }),
    ),
    expected: { severity: 'Medium', occurrences: 11, reason: ['11 accounts'] },
  },
  {
    name: 'of six in a subscription of which nothing is known; only half an end record',
    records: [...times(6, listing), ...times(6, (n) => listing(n + 6, { result: 'Start' }))],
    expected: { severity: 'Medium', occurrences: 6, reason: ['6 accounts'] },
  },
  {
    name: 'of four in a subscription of which nothing is known',
    records: times(4, listing),
    expected: null,
  },
  {
    name: 'of four by an identity that lists those of one account, with what runs scripts',
    history: onceAMonth,
    records: times(4, (n) => activityRecord({ operation: 'listKeys/action', account: `shop${n}` })),
    expected: { severity: 'Low', occurrences: 4, reason: ['4 accounts'] },
  },
  {
    name: 'of four by the same who opens them in the portal',
    history: onceAMonth,
    records: times(4, (n) =>
      activityRecord({
        operation: 'listKeys/action',
        account: `shop${n}`,
        applicationId: PORTAL_ID,
      }),
    ),
    expected: null,
  },
  {
    name: 'of five within an hour that begins before the full one',
    history: onceAMonth,
    records: times(5, (n) =>
      activityRecord({
        operation: 'listKeys/action',
        account: `shop${n}`,
        time: CASE_TIME + n * 12 * 60_000,
      }),
    ),
    expected: { severity: 'Low', occurrences: 5, reason: ['5 accounts'] },
  },
];
