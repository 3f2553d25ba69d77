import { describe, expect, test } from '@jest/globals';
import {
  route,
  seenWithout,
  ALL_SEEN,
  coverageOf,
  daily,
  DAY,
  factsOf,
  HUB,
  NOW,
  requests,
  SHOP,
  hourAgo,
  containerTexts,
} from './accountFacts';

const query = (application: string, sampled: number, withoutText: number) => ({
  application,
  sampled,
  withoutText,
});

const gapIds = (facts: ReturnType<typeof factsOf>) => coverageOf(facts).gaps.map(({ id }) => id);

describe('an account', () => {
  test('that lacks nothing is complete', () => {
    const texts = { containers: [containerTexts(500)], applications: [query('x', 500, 0)] };
    const coverage = coverageOf(
      factsOf(
        daily(14, {
          actors: [requests(100), requests(9, { denied: 9, failed: 9 })],
          queryTexts: texts,
        }),
      ),
    );
    expect(coverage).toMatchObject({
      accountId: SHOP,
      account: 'shop',
      state: 'complete',
      apis: ['nosql'],
      stage: 'established',
      historyDays: 40,
      lastHeardUtc: '2026-11-22T11:59:00.000Z',
      window: { fromUtc: '2026-11-09T00:00:00.000Z', days: 13, requests: 13 * 109 },
      gaps: [],
      queryText: { text: 'full', texts: 6500, missingShare: 0, why: '', fix: null },
      refusals: { state: 'logged', denied: 117 },
      routes: { problems: [], why: '' },
    });
  });

  test('that nothing was learned of yet has no window', () => {
    const coverage = coverageOf(factsOf([], { learning: null }));
    expect(coverage).toMatchObject({ stage: 'new', historyDays: 0, window: null, apis: ['nosql'] });
  });

  test('of which nothing came for a day is silent', () => {
    const facts = factsOf([], { routes: [route({ DataPlaneRequests: NOW - 2 * DAY })] });
    const { state, gaps } = coverageOf(facts);
    expect(state).toBe('silent');
    expect(gaps.find(({ id }) => id === 'silent')?.what).toMatch('2026-11-20 12:00 UTC');
    expect(gapIds(factsOf())).not.toContain('silent');
  });
});

describe('categories', () => {
  test('each that came stands with its last time', () => {
    expect(coverageOf(factsOf()).categories).toMatchObject([
      { category: 'DataPlaneRequests', state: 'arriving', lastSeenUtc: '2026-11-22T11:59:00.000Z' },
      { category: 'QueryRuntimeStatistics', state: 'arriving' },
      {
        category: 'ControlPlaneRequests',
        state: 'arriving',
        lastSeenUtc: '2026-11-13T12:00:00.000Z',
      },
      { category: 'ActivityLog', state: 'arriving' },
    ]);
  });

  test('one that never came is missing, with the command that sends it', () => {
    const facts = factsOf([], { routes: [route({ DataPlaneRequests: NOW })] });
    const missing = coverageOf(facts).categories.find(
      ({ category }) => category === 'QueryRuntimeStatistics',
    );
    expect(missing).toMatchObject({ state: 'missing', lastSeenUtc: null });
    expect(missing?.fix?.commands[1]).toBe(
      `az monitor diagnostic-settings create --name cosmos-warden-queryruntimestatistics --resource "${SHOP}" ` +
        `--event-hub "cosmos-diagnostics" --event-hub-rule "$(az eventhubs namespace list --query "[?name=='warden-hubs'].id" -o tsv)/authorizationRules/azure-monitor" ` +
        `--logs '[{"category":"QueryRuntimeStatistics","enabled":true}]'`,
    );
    expect(gapIds(facts)).toContain('missing:QueryRuntimeStatistics');
  });

  test('one that stopped while others go on is late; rare ones never are', () => {
    const seen = { ...ALL_SEEN, QueryRuntimeStatistics: NOW - 3 * DAY };
    const { categories } = coverageOf(factsOf([], { routes: [route(seen)] }));
    expect(categories.map(({ category, state }) => [category, state])).toEqual([
      ['DataPlaneRequests', 'arriving'],
      ['QueryRuntimeStatistics', 'late'],
      ['ControlPlaneRequests', 'arriving'],
      ['ActivityLog', 'arriving'],
    ]);
  });

  test('aggregates do not stand for single requests', () => {
    const facts = factsOf([], { routes: [route({ DataPlaneRequests5M: NOW })] });
    const missing = coverageOf(facts).categories.find(
      ({ category }) => category === 'DataPlaneRequests',
    );
    expect(missing).toMatchObject({ state: 'missing', why: expect.stringMatching('aggregates') });
  });

  test('an account of another API needs the category of that API, and no query statistics', () => {
    const facts = factsOf([], { routes: [route({ MongoRequests: NOW, DataPlaneRequests: NOW })] });
    const { apis, categories } = coverageOf(facts);
    expect(apis).toEqual(['mongodb']);
    expect(categories.map(({ category }) => category)).not.toContain('QueryRuntimeStatistics');
  });

  test('the Activity Log counts as there where another account of the subscription shows it', () => {
    const others = seenWithout('ActivityLog');
    const there = coverageOf(factsOf([], { routes: [route(others)] }));
    const absent = coverageOf(factsOf([], { routes: [route(others)], activityLogSeen: null }));
    const stateIn = ({ categories }: typeof there) =>
      categories.find(({ category }) => category === 'ActivityLog');
    expect(stateIn(there)).toMatchObject({
      state: 'arriving',
      why: expect.stringMatching('other'),
    });
    expect(stateIn(absent)).toMatchObject({ state: 'missing' });
    expect(stateIn(absent)?.fix?.commands[0]).toMatch(
      /^az rest --method put --uri "\/subscriptions\/[\w-]+\/providers\/Microsoft.Insights\/diagnosticSettings\/cosmos-warden/,
    );
  });
});

describe('query texts', () => {
  test('obfuscated ones come with the command that ends it', () => {
    const facts = factsOf(
      daily(3, {
        queryTexts: {
          containers: [containerTexts(100, { obfuscated: 90, cut: 5 })],
          applications: [],
        },
      }),
    );
    const { queryText } = coverageOf(facts);
    expect(queryText).toMatchObject({ text: 'obfuscated', obfuscatedShare: 0.9, cutShare: 0.05 });
    expect(queryText.fix?.commands).toEqual([
      `az rest --method patch --uri "${SHOP}?api-version=2021-05-01-preview" --body '{"properties":{"diagnosticLogSettings":{"enableFullTextQuery":"True"}}}'`,
    ]);
  });

  test('applications whose queries have none are named, with their share', () => {
    const applications = [query('cosmos-java-sdk', 20, 18), query('cosmos-dotnet-sdk', 80, 1)];
    const facts = factsOf(
      daily(2, {
        actors: [requests(10)],
        queryTexts: { containers: [containerTexts(100)], applications },
      }),
    );
    const { queryText, gaps } = coverageOf(facts);
    expect(queryText).toMatchObject({
      text: 'full',
      missingShare: 0.19,
      applications: [
        { application: 'cosmos-dotnet-sdk', sampled: 160, withoutText: 2, missingShare: 0.013 },
        { application: 'cosmos-java-sdk', sampled: 40, withoutText: 36, missingShare: 0.9 },
      ],
    });
    expect(queryText.why).toMatch('cosmos-java-sdk (90 % without)');
    expect(queryText.why).not.toMatch('dotnet');
    expect(gaps).toContainEqual(expect.objectContaining({ id: 'queryText', severity: 'Medium' }));
  });

  test('too few sampled operations tell no share', () => {
    const applications = [query('cosmos-java-sdk', 10, 10)];
    const facts = factsOf([
      hourAgo(1, { queryTexts: { containers: [containerTexts(5)], applications } }),
    ]);
    expect(coverageOf(facts).queryText).toMatchObject({ missingShare: null, why: '' });
  });
});

describe('refused requests', () => {
  const many = requests(6000);
  test('that never show among many are a gap, with a request that proves it', () => {
    const { refusals, gaps } = coverageOf(factsOf(daily(4, { actors: [many] })));
    expect(refusals).toMatchObject({ state: 'neverSeen', denied: 0, lastDeniedUtc: null });
    expect(refusals.fix?.commands[0]).toMatch(/^curl .*az cosmosdb show --ids .*\/shop".*\)dbs /);
    expect(gaps.map(({ id }) => id)).toContain('refusalsNotSeen');
  });

  test('are unknown among few, and logged once one has shown', () => {
    expect(coverageOf(factsOf()).refusals.state).toBe('unknown');
    const denied = requests(1, { denied: 1, failed: 1, throttled: 0 });
    const throttled = requests(2, { throttled: 2, failed: 2 });
    const { refusals } = coverageOf(factsOf(daily(4, { actors: [many, denied, throttled] })));
    expect(refusals).toMatchObject({
      state: 'logged',
      denied: 4,
      throttled: 8,
      lastDeniedUtc: '2026-11-21T12:00:00.000Z',
      lastThrottledUtc: '2026-11-21T12:00:00.000Z',
    });
  });
});

describe('routes', () => {
  test('one hub, one region and few copies are no problem', () => {
    const { routes } = coverageOf(factsOf(daily(3, { actors: [requests(1000)], copies: 5 })));
    expect(routes).toMatchObject({
      hubs: [{ hub: HUB, categories: expect.arrayContaining(['DataPlaneRequests']) }],
      copies: 15,
      copyShare: 0.005,
      regions: [{ region: 'West Europe' }],
      problems: [],
    });
  });

  test('many copies show a second setting', () => {
    const facts = factsOf(daily(3, { actors: [requests(1000)], copies: 990 }));
    const { routes, gaps } = coverageOf(facts);
    expect(routes).toMatchObject({ problems: ['severalSettings'], copyShare: 0.497 });
    expect(routes.why).toMatch('50 % of the records came more than once');
    expect(gaps.map(({ id }) => id)).toContain('severalSettings');
  });

  test('so does a category through two hubs, but not the Activity Log beside another hub', () => {
    const second = route({ DataPlaneRequests: NOW }, 'other/hub');
    expect(coverageOf(factsOf([], { routes: [route(), second] })).routes.problems).toEqual([
      'severalSettings',
    ]);
    const activity = route({ ActivityLog: NOW }, 'warden-hubs/activity-log');
    expect(coverageOf(factsOf([], { routes: [route(), activity] })).routes.problems).toEqual([]);
    const before = route({ DataPlaneRequests: NOW - 3 * DAY }, 'other/hub');
    expect(coverageOf(factsOf([], { routes: [route(), before] })).routes.problems).toEqual([]);
  });

  test('an account in another region than those around it stands out', () => {
    expect(coverageOf(factsOf([], { hubRegion: 'East US' })).routes).toMatchObject({
      problems: ['otherRegion'],
      why: expect.stringMatching('West Europe.*East US'),
    });
    expect(coverageOf(factsOf([], { hubRegion: 'West Europe' })).routes.problems).toEqual([]);
  });
});

test('an id from the log that no shell may be given is in no command', () => {
  // what a parser would have to let through
  const accountId = '/subscriptions/x/$(reboot)/shop' as typeof SHOP;
  const facts = factsOf([], { accountId, routes: [route({ DataPlaneRequests: NOW })] });
  const commands = coverageOf(facts).gaps.flatMap(({ fix }) => fix.commands);
  expect(commands.length).toBeGreaterThan(0);
  expect(commands.filter((command) => command.includes('reboot'))).toEqual([]);
});
