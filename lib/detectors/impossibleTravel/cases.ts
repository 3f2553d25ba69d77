import { settledHistory } from '../historyCases';
import { POSTMAN, requests, SHOP_IDENTITY } from '../newcomerCases';
import { CASE_TIME, type DetectorCase } from '../detectorCase';

const MINUTE = 60_000;
const DAY = 86_400_000;
const principal = { kind: 'entra', id: SHOP_IDENTITY } as const;
const history = settledHistory({ actors: [{ address: '192.0.2.8', principal }] });

const at = (minutes: number, address: string, seed: number, more = {}) =>
  requests(5, seed, { entra: SHOP_IDENTITY, address, ...more }, CASE_TIME + minutes * MINUTE);

export const cases: readonly DetectorCase[] = [
  {
    name: 'in the Netherlands, and ten minutes later in Brazil',
    history,
    records: [...at(0, '192.0.2.8', 251), ...at(10, '203.0.113.9', 252)],
    expected: {
      severity: 'Medium',
      occurrences: 5,
      reason: [
        'was in Netherlands (NL) and 10 minutes later in Brazil (BR)',
        '5 requests came from BR',
        'faster than 900 km/h',
      ],
    },
  },
  {
    name: 'a single minute later',
    history,
    records: [...at(0, '192.0.2.8', 267), ...at(1, '203.0.113.9', 268)],
    expected: { severity: 'Medium', occurrences: 5, reason: ['and 1 minute later in Brazil'] },
  },
  {
    name: 'over the end of an hour',
    history,
    records: [...at(20, '192.0.2.8', 253), ...at(130, '203.0.113.9', 254, { userAgent: POSTMAN })],
    expected: { severity: 'High', occurrences: 5, reason: ['110 minutes later'] },
  },
  {
    name: 'next door',
    history,
    records: [...at(0, '192.0.2.8', 255), ...at(10, '198.51.100.9', 256)],
    expected: null,
  },
  {
    name: 'in both places as a matter of course, as behind a VPN',
    history: settledHistory({
      actorsAt: (time) => [
        { principal, address: Math.floor(time / DAY) % 3 === 0 ? '203.0.113.40' : '192.0.2.8' },
      ],
    }),
    records: [...at(0, '192.0.2.8', 257), ...at(10, '203.0.113.9', 258)],
    expected: null,
  },
  {
    name: 'a key is no person',
    history: settledHistory({ actors: [{ address: '192.0.2.8' }] }),
    records: [
      ...requests(5, 259, { address: '192.0.2.8' }),
      ...requests(5, 260, { address: '203.0.113.9' }, CASE_TIME + 10 * MINUTE),
    ],
    expected: null,
  },
  {
    name: 'through a server of a cloud, which tells nothing of the person',
    history,
    records: [...at(0, '192.0.2.8', 263), ...at(10, '20.42.7.9', 264)],
    expected: null,
  },
  {
    name: 'in two large neighbours at once, the second of which is new',
    history: settledHistory({ actors: [{ address: '100.3.0.8', principal }] }),
    records: [...at(0, '100.3.0.8', 265), ...at(20, '100.8.0.9', 266)],
    expected: { severity: 'Low', occurrences: 5, reason: ['though the two are neighbours'] },
  },
  {
    name: 'refused from far away',
    history,
    records: [...at(0, '192.0.2.8', 261), ...at(10, '203.0.113.9', 262, { status: 401 })],
    expected: null,
  },
];
