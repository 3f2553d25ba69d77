import { settledHistory } from '../historyCases';
import { commands, OTHER_IDENTITY, POSTMAN, requests, SHOP_IDENTITY } from '../newcomerCases';
import { CASE_TIME, type DetectorCase } from '../detectorCase';

// 192.0.2.0/24 is in NL, 198.51.100.0/24 in DE, 203.0.113.0/24 in BR; 20.73.0.0/16 is Azure's in NL,
// 20.42.0.0/16 in US; 100.0.0.0/16, 100.1.0.0/16 and so on are in other countries each.
const history = settledHistory({ actors: [{ address: '192.0.2.8' }, { address: '198.51.100.8' }] });
const DAY = 86_400_000;
const colleague = {
  address: '192.0.2.8',
  principal: { kind: 'entra', id: SHOP_IDENTITY },
} as const;
const isOfficeHour = (time: number) => Math.abs((time % DAY) / 3_600_000 - 12) <= 5;

const manyCountries = settledHistory({
  actors: ['192.0.2.8', '198.51.100.8', '100.0.0.8', '100.1.0.8', '100.2.0.8'].flatMap(
    (address) => [{ address }, { address, principal: { kind: 'resourceToken', id: '' } } as const],
  ),
});
export const cases: readonly DetectorCase[] = [
  {
    name: 'the application’s key from a new country',
    history,
    records: requests(14, 201, { address: '203.0.113.9' }),
    expected: {
      severity: 'Low',
      occurrences: 14,
      reason: [
        'First access from Brazil (BR) in 27 days of history by key primaryMasterKey',
        '14 requests from 203.0.113.9 with cosmos-dotnet-sdk',
        'used from DE and NL',
        'less than once in 30 days',
      ],
    },
  },
  {
    name: 'a new country and a tool',
    history,
    records: requests(3, 202, { address: '203.0.113.9', userAgent: POSTMAN }),
    expected: { severity: 'Medium', occurrences: 3, reason: ['also unusual: application postman'] },
  },
  {
    name: 'a new country, a tool and a new identity',
    history: settledHistory({
      actors: [{ address: '192.0.2.8', principal: { kind: 'entra', id: SHOP_IDENTITY } }],
    }),
    records: requests(3, 203, {
      address: '203.0.113.9',
      userAgent: POSTMAN,
      entra: OTHER_IDENTITY,
    }),
    expected: { severity: 'High', occurrences: 3, reason: [`principal entra ${OTHER_IDENTITY}`] },
  },
  {
    name: 'another API, without an identity',
    history: settledHistory({
      actors: [{ address: '192.0.2.8', application: 'mongo-python-driver', api: 'mongodb' }],
    }),
    records: commands(1, 204, { address: '203.0.113.9', userAgent: 'PyMongo|c 4.8.1' }),
    expected: { severity: 'Low', occurrences: 1, reason: ['Brazil (BR)', 'used from NL'] },
  },
  {
    name: 'the first public address of an account in a private network',
    history: settledHistory(),
    records: requests(2, 205, { address: '203.0.113.9' }),
    expected: { severity: 'Low', occurrences: 2, reason: ['used from private networks'] },
  },
  {
    name: 'another region of the cloud that the account is used from',
    history: settledHistory({ actors: [{ address: '20.73.41.4' }] }),
    records: requests(14, 198, { address: '20.42.7.9' }),
    expected: null,
  },
  {
    name: 'another region of that cloud, with software that is new here',
    history: settledHistory({ actors: [{ address: '20.73.41.4' }] }),
    records: requests(14, 199, { address: '20.42.7.9', userAgent: POSTMAN }),
    expected: { severity: 'Medium', occurrences: 14, reason: ['United States (US)', 'postman'] },
  },
  {
    name: 'a cloud that the account was never used from',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: requests(14, 200, { address: '20.42.7.9' }),
    expected: { severity: 'Low', occurrences: 14, reason: ['United States (US)'] },
  },
  {
    name: 'a new network in a known country',
    history,
    records: requests(14, 206, { address: '192.0.2.200' }),
    expected: null,
  },
  {
    name: 'refused requests from a new country are no access',
    history,
    records: requests(14, 207, { address: '203.0.113.9', status: 403 }),
    expected: null,
  },
  {
    name: 'an account that sees another country every three days',
    history: settledHistory({
      actorsAt: (time) => [
        { address: '192.0.2.8' },
        { address: `100.${Math.floor((CASE_TIME - time) / DAY / 3)}.0.1` },
      ],
    }),
    records: requests(14, 208, { address: '203.0.113.9' }),
    expected: null,
  },
  {
    name: 'a colleague on a trip next door, with the usual software',
    history: settledHistory({ actorsAt: (time) => (isOfficeHour(time) ? [colleague] : []) }),
    records: requests(14, 210, { address: '198.51.100.9', entra: SHOP_IDENTITY }),
    expected: { severity: 'Informational', occurrences: 14, reason: ['Germany (DE)'] },
  },
  {
    name: 'an identity that works around the clock goes on no trips',
    history: settledHistory({ actors: [colleague] }),
    records: requests(14, 211, { address: '198.51.100.9', entra: SHOP_IDENTITY }),
    expected: { severity: 'Low', occurrences: 14, reason: ['Germany (DE)'] },
  },
  {
    name: 'two days of history tell nothing',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }], days: 2 }),
    records: requests(14, 209, { address: '203.0.113.9' }),
    expected: null,
  },
  {
    name: 'an application that is only seen in a cloud goes on no trips next door to its people',
    history: settledHistory({
      actorsAt: (time) =>
        isOfficeHour(time)
          ? [{ ...colleague, address: '20.42.7.9' }, { address: '192.0.2.8' }]
          : [],
    }),
    records: requests(14, 212, { address: '198.51.100.9', entra: SHOP_IDENTITY }),
    expected: { severity: 'Low', occurrences: 14, reason: ['Germany (DE)'] },
  },
  {
    name: 'a customer who roams, of an account that is used from many countries',
    history: manyCountries,
    records: requests(3, 241, { address: '203.0.113.9', key: 'ResourceToken' }),
    expected: { severity: 'Informational', occurrences: 3, reason: ['Brazil (BR)'] },
  },
  {
    name: 'the key of that account, in no hands that roam',
    history: manyCountries,
    records: requests(3, 242, { address: '203.0.113.9' }),
    expected: { severity: 'Low', occurrences: 3, reason: ['Brazil (BR)'] },
  },
];
