import { settledHistory } from '../historyCases';
import { POSTMAN, PYTHON_SDK, requests, SHOP_IDENTITY } from '../newcomerCases';
import type { DetectorCase } from '../detectorCase';

const entraOnly = settledHistory({
  actors: [{ address: '192.0.2.8', principal: { kind: 'entra', id: SHOP_IDENTITY } }],
});

const readers = [
  {},
  {
    address: '10.2.0.4',
    principal: { kind: 'key', id: 'primaryReadonlyMasterKey' },
  },
] as const;

export const cases: readonly DetectorCase[] = [
  {
    name: 'a key where only Entra was seen',
    history: entraOnly,
    records: requests(6, 231, { address: '192.0.2.8', key: 'PrimaryReadonlyMasterKey' }),
    expected: {
      severity: 'Medium',
      occurrences: 6,
      reason: ['First access with key primaryReadonlyMasterKey in 27 days', 'used with entra'],
    },
  },
  {
    name: 'a key where only Entra was seen, with a tool from a new country',
    history: entraOnly,
    records: requests(6, 232, { address: '203.0.113.9', userAgent: POSTMAN }),
    expected: { severity: 'High', occurrences: 6, reason: ['country BR', 'application postman'] },
  },
  {
    name: 'a read-only key beside the full one',
    history: settledHistory(),
    records: requests(6, 233, { key: 'PrimaryReadonlyMasterKey' }),
    expected: { severity: 'Low', occurrences: 6, reason: ['used with key primaryMasterKey'] },
  },
  {
    name: 'rotation to the secondary key of the same access level',
    history: settledHistory(),
    records: requests(6, 234, { key: 'SecondaryMasterKey' }),
    expected: null,
  },
  {
    name: 'rotation while the application moves within its cloud',
    history: settledHistory({ actors: [{ address: '20.50.1.4' }] }),
    records: requests(6, 236, { key: 'SecondaryMasterKey', address: '20.86.4.1' }),
    expected: null,
  },
  {
    name: 'the secondary key, which nobody used, with other software at a place of people',
    history: settledHistory({
      actors: [{}, { address: '192.0.2.8', application: 'data-explorer' }],
    }),
    records: requests(6, 237, {
      key: 'SecondaryMasterKey',
      address: '192.0.2.77',
      userAgent: PYTHON_SDK,
    }),
    expected: {
      severity: 'Low',
      occurrences: 6,
      reason: ['First access with key secondaryMasterKey', 'application cosmos-python-sdk'],
    },
  },
  {
    name: 'the secondary key, which nobody used, from a place of people and with nothing else new',
    history: settledHistory(),
    records: requests(6, 238, { key: 'SecondaryMasterKey', address: '192.0.2.77' }),
    expected: { severity: 'Medium', occurrences: 6, reason: ['key secondaryMasterKey'] },
  },
  {
    name: 'from keys to Entra',
    history: settledHistory(),
    records: requests(6, 235, { entra: SHOP_IDENTITY }),
    expected: null,
  },
  {
    name: 'a reader that has a key for writing, as others have there',
    history: settledHistory({ actors: readers }),
    records: requests(6, 239, { address: '10.2.0.4', operation: 'Upsert' }),
    expected: {
      severity: 'Low',
      occurrences: 6,
      reason: ['key primaryMasterKey by a client that used a key for reading', '10.2.0.4'],
    },
  },
  {
    name: 'the key for reading in the hands of who may write',
    history: settledHistory({ actors: readers }),
    records: requests(6, 240, { key: 'PrimaryReadonlyMasterKey' }),
    expected: null,
  },
  {
    name: 'an application that has both',
    history: settledHistory({ actors: [...readers, { address: '10.2.0.9' }] }),
    records: requests(6, 241, { address: '10.2.0.4', operation: 'Upsert' }),
    expected: null,
  },
];
