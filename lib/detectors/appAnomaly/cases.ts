import { settledHistory } from '../historyCases';
import { commands, POSTMAN, PYTHON_SDK, requests, SHOP_IDENTITY } from '../newcomerCases';
import type { DetectorCase } from '../detectorCase';

const history = settledHistory();
const DAY = 86_400_000;
const ofIdentity = { principal: { kind: 'entra', id: SHOP_IDENTITY } } as const;

export const cases: readonly DetectorCase[] = [
  {
    name: 'a new SDK from a known network',
    history,
    records: requests(15, 211, { userAgent: PYTHON_SDK }),
    expected: {
      severity: 'Low',
      occurrences: 15,
      reason: ['First use of cosmos-python-sdk in 27 days', '15 requests', 'cosmos-dotnet-sdk'],
    },
  },
  {
    name: 'a tool from a new network',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: requests(3, 212, { userAgent: POSTMAN, address: '198.51.100.1' }),
    expected: { severity: 'Medium', occurrences: 3, reason: ['postman', 'country DE'] },
  },
  {
    name: 'a scanner',
    history,
    records: requests(1, 213, { userAgent: 'sqlmap/1.8' }),
    expected: { severity: 'Medium', occurrences: 1, reason: ['sqlmap'] },
  },
  {
    name: 'another API',
    history: settledHistory({ actors: [{ application: 'mongo-python-driver', api: 'mongodb' }] }),
    records: commands(1, 214, { userAgent: 'mongosh 2.2.6' }),
    expected: { severity: 'Low', occurrences: 1, reason: ['First use of mongosh'] },
  },
  {
    name: 'a new version of a known SDK',
    history,
    records: requests(15, 215, {
      userAgent: 'cosmos-netstandard-sdk/3.99.7|1|X64|Linux 6.8.0|.NET 9.0|N|F 00000010|orders',
    }),
    expected: null,
  },
  {
    name: 'an identity that is known, on its network, with another SDK: a rewrite',
    history: settledHistory({ actors: [ofIdentity] }),
    records: requests(15, 218, { userAgent: PYTHON_SDK, entra: SHOP_IDENTITY }),
    expected: { severity: 'Informational', occurrences: 15, reason: ['cosmos-python-sdk'] },
  },
  {
    name: 'that identity with a tool for single requests',
    history: settledHistory({ actors: [ofIdentity] }),
    records: requests(15, 219, { userAgent: POSTMAN, entra: SHOP_IDENTITY }),
    expected: { severity: 'Low', occurrences: 15, reason: ['postman'] },
  },
  {
    name: 'that identity with another SDK on another network',
    history: settledHistory({ actors: [ofIdentity] }),
    records: requests(15, 220, {
      userAgent: PYTHON_SDK,
      entra: SHOP_IDENTITY,
      address: '10.9.0.4',
    }),
    expected: { severity: 'Low', occurrences: 15, reason: ['network 10.9.0.0/16'] },
  },
  {
    name: 'software without a name',
    history,
    records: requests(15, 216, { userAgent: '' }),
    expected: null,
  },
  {
    name: 'an account on which something new is tried every few days',
    history: settledHistory({
      actorsAt: (time) => [{}, { application: `experiment-${Math.floor(time / DAY / 4)}` }],
    }),
    records: requests(15, 217, { userAgent: PYTHON_SDK }),
    expected: null,
  },
  {
    name: 'an SDK with the key at a place of people, where people use the portal',
    history: settledHistory({
      actors: [{}, { address: '192.0.2.8', application: 'data-explorer' }],
    }),
    records: requests(15, 231, { userAgent: PYTHON_SDK, address: '192.0.2.77' }),
    expected: { severity: 'Informational', occurrences: 15, reason: ['cosmos-python-sdk'] },
  },
  {
    name: 'a tool in the same place',
    history: settledHistory({
      actors: [{}, { address: '192.0.2.8', application: 'data-explorer' }],
    }),
    records: requests(15, 232, { userAgent: POSTMAN, address: '192.0.2.77' }),
    expected: { severity: 'Low', occurrences: 15, reason: ['postman'] },
  },
];
