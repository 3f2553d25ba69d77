import { describe, expect, test } from '@jest/globals';
import type { ActorHour } from '../../lib/activity/hourActivity';
import { noOperations } from '../../lib/activity/operationKind';
import type { AccountFacts } from '../../lib/coverage/accountFacts';
import { recommend } from '../../lib/recommendations/recommend';
import type { RecommendationKind } from '../../lib/recommendations/recommendation';
import { retirementOf, RETIRED_SDKS } from '../../lib/recommendations/retiredSdks';
import { ANN } from '../baseline/profile/synthetic';
import { APPLICATION_FAMILIES } from '../../lib/telemetry/applicationFamilies';
import {
  containerTexts,
  daily,
  DAY,
  deed,
  factsOf,
  hourAgo,
  NOW,
  requests,
  route,
  SHOP,
} from '../coverage/accountFacts';

const by = (parts: Partial<ActorHour>, days = 5) =>
  factsOf(daily(days, { actors: [requests(100, parts)] }));
const entra = { principal: ANN };
const none = noOperations();
const texts = (count: number, parts: Parameters<typeof containerTexts>[1]) =>
  factsOf(
    daily(3, {
      actors: [requests(10, entra)],
      queryTexts: { containers: [containerTexts(count, parts)], applications: [] },
    }),
  );
const listings = (days: number, kind: 'keyListing' | 'keyListingAttempt' = 'keyListing') =>
  factsOf(daily(days, { actors: [requests(10, entra)], deeds: [deed(kind)] }));

/** A history with requests by key and, so many days ago, a key regeneration. */
function watched(days: number, regenerated: number | null, parts: Partial<AccountFacts> = {}) {
  const hours = [
    hourAgo(days, { actors: [requests(1)] }),
    ...(regenerated === null ? [] : [hourAgo(regenerated, { deeds: [deed('keyRegeneration')] })]),
    ...daily(3, { actors: [requests(10)] }),
  ];
  return factsOf(hours, parts);
}

const tellsOf = (facts: AccountFacts, kind: RecommendationKind) =>
  recommend(facts, []).find((one) => one.kind === kind);

describe.each<[RecommendationKind, string, AccountFacts, object]>([
  [
    'accountKeys',
    'keys beside Entra',
    factsOf(daily(4, { actors: [requests(30), requests(70, entra)] })),
    {
      severity: 'Low',
      evidence: { days: 4, figures: { keyRequests: 120, entraRequests: 280, share: 0.3 } },
      worsens: { value: 30, returnsAbove: 160 },
    },
  ],
  [
    'accountKeys',
    'nothing but keys',
    by({}),
    {
      severity: 'Medium',
      evidence: { examples: ['cosmos-dotnet-sdk with primaryMasterKey: 500 requests'] },
    },
  ],
  [
    'readOnlyKeyEnough',
    'a reader with the primary key',
    by({}),
    { severity: 'Low', evidence: { figures: { requests: 500, applications: 1 } } },
  ],
  [
    'keysNotRotated',
    'no regeneration in 120 days',
    watched(120, null),
    {
      severity: 'Low',
      evidence: { figures: { daysWatched: 120, regenerationsSeen: 0 } },
      worsens: { value: 120, returnsAbove: 210 },
    },
  ],
  [
    'keysNotRotated',
    'the last one over a year ago',
    watched(700, 400),
    {
      severity: 'Medium',
      evidence: { figures: { daysSinceRegeneration: 400, regenerationsSeen: 1 } },
    },
  ],
  [
    'inlinedLiterals',
    'many different texts with values',
    texts(100, { inlined: 90, distinct: 60 }),
    {
      severity: 'Medium',
      evidence: {
        figures: { share: 0.9, queries: 300, queriesWithValues: 270 },
        examples: [expect.stringMatching(/^shop\/orders: 90 % of the queries, .*c\.id = '…'$/)],
      },
      worsens: { value: 90, returnsAbove: 280 },
    },
  ],
  [
    'inlinedLiterals',
    'obfuscated texts that still differ',
    texts(100, { inlined: 90, obfuscated: 90, distinct: 8 }),
    {
      severity: 'Low',
      evidence: { cannotKnow: expect.arrayContaining([expect.stringMatching('obfuscated')]) },
    },
  ],
  [
    'publicAddresses',
    'a public network',
    factsOf(daily(5, { actors: [requests(100, { address: '20.0.0.1' }), requests(100)] })),
    {
      severity: 'Medium',
      evidence: {
        figures: { publicRequests: 500, share: 0.5, publicNetworks: 1 },
        examples: ['20.0.0.0/24: 500 requests'],
      },
      worsens: { value: 1, returnsAbove: 3 },
    },
  ],
  [
    'retiredSdk',
    '.NET SDK v2',
    by({ application: 'documentdb-dotnet-sdk', versions: ['2.14.0'] }),
    {
      severity: 'Low',
      evidence: {
        figures: { requests: 500, versions: 1 },
        examples: [expect.stringMatching('2024-08-31')],
      },
      worsens: { value: 1, returnsAbove: 1 },
    },
  ],
  [
    'keyMetadataWrites',
    'a container created with a key',
    by({ operations: { ...none, read: 90, define: 10 } }),
    {
      severity: 'Medium',
      evidence: { figures: { writes: 50, keys: 1 } },
      worsens: { value: 50, returnsAbove: 105 },
    },
  ],
  [
    'frequentKeyListing',
    'listings on six days',
    listings(6),
    {
      severity: 'Low',
      evidence: {
        figures: { identities: 1, hours: 6, daysOfWorst: 6 },
        examples: ['entra pipeline: 6 hours on 6 days'],
      },
      worsens: { value: 6, returnsAbove: 12 },
    },
  ],
  [
    'loggingGaps',
    'a missing category',
    factsOf([], { routes: [route({ DataPlaneRequests: NOW, ControlPlaneRequests: NOW })] }),
    {
      severity: 'Medium',
      evidence: { figures: { gaps: 1 } },
      remediation: {
        commands: expect.arrayContaining([expect.stringMatching('QueryRuntimeStatistics')]),
      },
      worsens: { value: 3, returnsAbove: 3 },
    },
  ],
])('%s', (kind, what, facts, expected) => {
  test(`is advised for ${what}`, () => {
    const told = tellsOf(facts, kind);
    expect(told).toMatchObject({
      kind,
      accountId: SHOP,
      account: 'shop',
      status: 'open',
      dismissal: null,
    });
    expect(told).toMatchObject(expected);
    expect(told?.summary).toMatch(/\d/);
    expect(told?.remediation.steps.length).toBeGreaterThan(0);
    expect(told?.evidence.cannotKnow.length).toBeGreaterThan(0);
    for (const command of told?.remediation.commands ?? []) expect(command).toMatch(/^(az|curl) /);
  });
});

describe.each<[RecommendationKind, string, AccountFacts]>([
  ['accountKeys', 'Entra alone', by(entra)],
  [
    'accountKeys',
    'keys of an API without Entra',
    factsOf(daily(3, { actors: [requests(10, { api: 'mongodb' })] }), {
      routes: [route({ MongoRequests: NOW })],
    }),
  ],
  ['accountKeys', 'keys that were refused', by({ failed: 100, denied: 100 })],
  ['readOnlyKeyEnough', 'one write', by({ operations: { ...none, read: 99, write: 1 } })],
  [
    'readOnlyKeyEnough',
    'an operation that nobody knows',
    by({ operations: { ...none, read: 99, other: 1 } }),
  ],
  [
    'readOnlyKeyEnough',
    'a read-only key',
    by({ principal: { kind: 'key', id: 'primaryReadonlyMasterKey' } }),
  ],
  ['readOnlyKeyEnough', 'few requests', by({ requests: 10, operations: { ...none, read: 10 } })],
  ['readOnlyKeyEnough', 'two days', by({}, 2)],
  ['keysNotRotated', 'a regeneration 30 days ago', watched(700, 30)],
  ['keysNotRotated', 'less than 90 days of watching', watched(80, null)],
  ['keysNotRotated', 'an unseen Activity Log', watched(700, null, { activityLogSeen: null })],
  [
    'keysNotRotated',
    'Entra alone',
    factsOf([
      hourAgo(200, { actors: [requests(1, entra)] }),
      ...daily(3, { actors: [requests(10, entra)] }),
    ]),
  ],
  ['inlinedLiterals', 'constants', texts(100, { inlined: 90, distinct: 6 })],
  ['inlinedLiterals', 'parameters', texts(100, { inlined: 5, distinct: 50 })],
  ['inlinedLiterals', 'few texts', texts(9, { inlined: 9, distinct: 30 })],
  [
    'inlinedLiterals',
    'obfuscated constants',
    texts(100, { inlined: 90, obfuscated: 90, distinct: 3 }),
  ],
  ['publicAddresses', 'private networks', by({ address: '10.0.0.4' })],
  ['publicAddresses', 'a visit', by({ address: '20.0.0.1', requests: 4 })],
  ['retiredSdk', 'the SDK of today', by({ versions: ['3.43.0'] })],
  [
    'keyMetadataWrites',
    'documents written with a key',
    by({ operations: { ...none, write: 100 } }),
  ],
  [
    'keyMetadataWrites',
    'a container created with Entra',
    by({ ...entra, operations: { ...none, define: 9 } }),
  ],
  ['frequentKeyListing', 'listings on four days', listings(4)],
  ['frequentKeyListing', 'attempts that failed', listings(14, 'keyListingAttempt')],
  ['loggingGaps', 'complete logs', by(entra)],
])('%s', (kind, what, facts) => {
  test(`is not advised for ${what}`, () => {
    expect(tellsOf(facts, kind)).toBeUndefined();
  });
});

test('twenty hours of one day are a habit as well', () => {
  const hours = Array.from({ length: 20 }, (_, n) => {
    return { ...hourAgo(1, { deeds: [deed('keyListing')] }), hour: NOW - DAY + n * 3_600_000 };
  });
  expect(tellsOf(factsOf(hours), 'frequentKeyListing')?.evidence.figures).toMatchObject({
    hours: 20,
  });
});

test('the most severe advice comes first, each kind once', () => {
  const told = recommend(by({ address: '20.0.0.1', operations: { ...none, define: 100 } }), []);
  const severities = told.map(({ severity }) => severity);
  expect(severities).toEqual(
    [...severities].sort((a, b) => (a === b ? 0 : a === 'Medium' ? -1 : 1)),
  );
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  expect(told.length).toBeGreaterThanOrEqual(3);
});

test('retired SDKs are families that agents are told by, with a date and a source', () => {
  for (const { family, retired, source } of RETIRED_SDKS) {
    expect(APPLICATION_FAMILIES.map((known) => known.family)).toContain(family);
    expect(retired).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(source).toMatch(/^https:\/\/(learn|azure)\.microsoft\.com\//);
  }
  expect(retirementOf('cosmos-dotnet-sdk', '3.43.0')).toBeNull();
});
