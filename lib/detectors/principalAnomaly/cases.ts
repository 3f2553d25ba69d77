import { settledHistory } from '../historyCases';
import { OTHER_IDENTITY, POSTMAN, requests, SHOP_IDENTITY } from '../newcomerCases';
import { CASE_TIME, type DetectorCase } from '../detectorCase';

const DAY = 86_400_000;
const shop = { principal: { kind: 'entra', id: SHOP_IDENTITY } } as const;
const other = { principal: { kind: 'entra', id: OTHER_IDENTITY } } as const;
const colleague = (n: number) => ({ principal: { kind: 'entra', id: `colleague-${n}` } }) as const;
const history = settledHistory({ actors: [shop] });
const PORTAL = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/125.0.0.0';
const atOffice = settledHistory({
  actors: [{ ...shop, address: '192.0.2.8', application: 'data-explorer' }],
});

export const cases: readonly DetectorCase[] = [
  {
    name: 'an identity that was never seen, with everything else known',
    history,
    records: requests(8, 221, { entra: OTHER_IDENTITY }),
    expected: {
      severity: 'Low',
      occurrences: 8,
      reason: [
        `First access by entra ${OTHER_IDENTITY} in 27 days`,
        `used by entra ${SHOP_IDENTITY}`,
      ],
    },
  },
  {
    name: 'a new identity with a tool',
    history,
    records: requests(8, 222, { entra: OTHER_IDENTITY, userAgent: POSTMAN }),
    expected: { severity: 'Medium', occurrences: 8, reason: ['application postman'] },
  },
  {
    name: 'an identity that is back after six weeks',
    history: settledHistory({
      days: 60,
      actorsAt: (time) => (CASE_TIME - time > 42 * DAY ? [shop, other] : [shop]),
    }),
    records: requests(8, 223, { entra: OTHER_IDENTITY }),
    expected: { severity: 'Low', occurrences: 8, reason: ['for the first time in 42 days'] },
  },
  {
    name: 'an identity that was used for five days, and is back after sixteen',
    history: settledHistory({
      days: 21,
      actorsAt: (time) => (CASE_TIME - time > 16 * DAY ? [shop, other] : [shop]),
    }),
    records: requests(8, 227, { entra: OTHER_IDENTITY }),
    expected: { severity: 'Low', occurrences: 8, reason: ['for the first time in 16 days'] },
  },
  {
    name: 'an identity that is back after a week',
    history: settledHistory({
      days: 60,
      actorsAt: (time) => (CASE_TIME - time > 7 * DAY ? [shop, other] : [shop]),
    }),
    records: requests(8, 224, { entra: OTHER_IDENTITY }),
    expected: null,
  },
  {
    name: 'a colleague who is back from three weeks of holidays',
    history: settledHistory({
      days: 60,
      actorsAt: (time) => (CASE_TIME - time > 21 * DAY ? [shop, other] : [shop]),
    }),
    records: requests(8, 228, { entra: OTHER_IDENTITY }),
    expected: null,
  },
  {
    name: 'somebody who was there for three days, back after 20, where others are new now and then',
    history: settledHistory({
      days: 23,
      actorsAt: (time) => [
        shop,
        ...[9, 5, 2].filter((days) => CASE_TIME - time < days * DAY).map(colleague),
        ...(CASE_TIME - time > 20 * DAY ? [other] : []),
      ],
    }),
    records: requests(8, 229, { entra: OTHER_IDENTITY }),
    expected: { severity: 'Low', occurrences: 8, reason: ['for the first time in 20 days'] },
  },
  {
    name: 'the same where all stay for four days only',
    history: settledHistory({
      days: 23,
      actorsAt: (time) => [
        colleague(Math.floor(time / DAY / 4)),
        ...(CASE_TIME - time > 20 * DAY ? [other] : []),
      ],
    }),
    records: requests(8, 230, { entra: OTHER_IDENTITY }),
    expected: null,
  },
  {
    name: 'the first identity of an account that moves from keys to Entra',
    history: settledHistory(),
    records: requests(8, 225, { entra: SHOP_IDENTITY }),
    expected: null,
  },
  {
    name: 'a new user every day',
    history: settledHistory({
      actorsAt: (time) => [
        shop,
        { principal: { kind: 'resourceToken', id: `user-${Math.floor(time / DAY)}` } },
      ],
    }),
    records: requests(8, 226, { entra: OTHER_IDENTITY }),
    expected: null,
  },
  {
    name: 'a colleague from another place of the country, with software that several use',
    history: settledHistory({
      days: 21,
      actorsAt: (time) => [
        ...[shop, other].map((one) => ({ ...one, address: '192.0.2.8' })),
        ...(CASE_TIME - time < 6 * DAY ? [{ ...colleague(1), address: '192.0.2.8' }] : []),
      ],
    }),
    records: requests(8, 231, { entra: 'colleague-2', address: '192.0.2.9' }),
    expected: null,
  },
  {
    name: 'the same where nobody came for weeks',
    history: settledHistory({
      actors: [shop, other].map((one) => ({ ...one, address: '192.0.2.8' })),
    }),
    records: requests(8, 232, { entra: 'colleague-2', address: '192.0.2.9' }),
    expected: { severity: 'Low', occurrences: 8, reason: ['First access by entra colleague-2'] },
  },
  {
    name: 'a colleague in the portal, at the office of others',
    history: atOffice,
    records: requests(8, 233, { entra: OTHER_IDENTITY, userAgent: PORTAL, address: '192.0.2.9' }),
    expected: { severity: 'Informational', occurrences: 8, reason: ['data-explorer'] },
  },
  {
    name: 'the same from a place at which nobody was',
    history: atOffice,
    records: requests(8, 234, { entra: OTHER_IDENTITY, userAgent: PORTAL, address: '192.0.3.9' }),
    expected: { severity: 'Low', occurrences: 8, reason: ['network 192.0.3.0/24'] },
  },
];
