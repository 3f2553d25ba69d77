import { activityIds, dataPlaneRecord } from '../../simulation/records';
import { CASE_TIME, times, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { OTHER_IDENTITY, PYTHON_SDK, requests, SHOP_IDENTITY } from '../newcomerCases';

const ids = activityIds(105);

const refused = (address: string, status: number, n: number) =>
  dataPlaneRecord({
    time: CASE_TIME + n * 1000,
    account: 'shop',
    activityId: ids(),
    address,
    status,
  });

export const cases: readonly DetectorCase[] = [
  {
    name: 'forty refusals of one address in an hour',
    records: times(40, (n) => refused('192.0.2.8', n % 2 === 0 ? 401 : 403, n)),
    expected: { severity: 'Low', occurrences: 40, reason: ['40 requests', '192.0.2.8', 'with 30'] },
  },
  {
    name: 'three hundred are medium',
    records: times(300, (n) => refused('192.0.2.8', 401, n)),
    expected: { severity: 'Medium', occurrences: 300, reason: ['300 requests'] },
  },
  {
    name: 'twelve addresses with nine refusals each are one spread attempt',
    records: times(108, (n) => refused(`192.0.2.${n % 12}`, 401, n)),
    expected: { severity: 'Low', occurrences: 108, reason: ['108 requests', '9 more'] },
  },
  {
    name: 'one short of the threshold',
    records: times(29, (n) => refused('192.0.2.8', 401, n)),
    expected: null,
  },
  {
    name: 'throttling and missing documents are no refusals',
    records: times(60, (n) => refused('192.0.2.8', n % 2 === 0 ? 429 : 404, n)),
    expected: null,
  },
  {
    name: 'four refusals each for twelve addresses, on an account that is known to refuse nobody',
    history: settledHistory(),
    records: times(48, (n) => refused(`192.0.2.${n % 12}`, 401, n)),
    expected: { severity: 'Low', occurrences: 48, reason: ['48 requests', 'the account'] },
  },
  {
    name: 'twelve refusals from six addresses of a network that the account does not know',
    history: settledHistory(),
    records: times(12, (n) => refused(`192.0.2.${n % 6}`, 401, n)),
    expected: { severity: 'Low', occurrences: 12, reason: ['12 requests', 'never seen'] },
  },
  {
    name: 'as many from a network that it knows: a wrong key',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: times(12, (n) => refused(`192.0.2.${n % 6}`, 401, n)),
    expected: null,
  },
  {
    name: 'sixty by a machine of the account, which was not told of a new key',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: times(60, (n) => refused('192.0.2.8', 401, n)),
    expected: null,
  },
  {
    name: 'ten times as many by this machine',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: times(310, (n) => refused('192.0.2.8', 401, n)),
    expected: { severity: 'Medium', occurrences: 310, reason: ['an hour with 300'] },
  },
  {
    name: 'sixty by this machine with an identity that has no rights',
    history: settledHistory({
      actors: [{ address: '192.0.2.8', principal: { kind: 'entra', id: SHOP_IDENTITY } }],
    }),
    records: requests(60, 704, { address: '192.0.2.8', status: 403, entra: OTHER_IDENTITY }),
    expected: { severity: 'Low', occurrences: 60, reason: ['an hour with 30'] },
  },
  {
    name: 'sixty from its network with other software',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: requests(60, 703, { address: '192.0.2.8', status: 401, userAgent: PYTHON_SDK }),
    expected: { severity: 'Low', occurrences: 60, reason: ['an hour with 30'] },
  },
  {
    name: 'as many where some are refused every day',
    history: settledHistory({ actors: [{}, { address: '10.1.0.9', denied: 2, failed: 2 }] }),
    records: times(12, (n) => refused(`192.0.2.${n % 6}`, 401, n)),
    expected: null,
  },
  {
    name: 'a new address is let in after forty refusals',
    history: settledHistory(),
    records: [
      ...times(40, (n) => refused('192.0.2.8', 401, n)),
      ...requests(1, 701, { address: '192.0.2.8' }, CASE_TIME + 60_000),
    ],
    expected: { severity: 'Medium', occurrences: 40, reason: ['40 requests', 'let in'] },
  },
  {
    name: 'a client that is refused fifty times an hour as a rule',
    history: settledHistory({ actors: [{ denied: 50, failed: 50 }] }),
    records: requests(100, 702, { status: 401 }),
    expected: null,
  },
];
