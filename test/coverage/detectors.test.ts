import { describe, expect, test } from '@jest/globals';
import { notLearned } from '../../lib/baseline/learning/accountLearning';
import { CONDITIONS, LOGS } from '../../lib/coverage/dataSources';
import { DETECTORS } from '../../lib/detectors';
import type { ListingKind } from '../../lib/intel/listing';
import {
  coverageOf,
  daily,
  detectorIn,
  factsOf,
  NOW,
  requests,
  route,
  seenWithout,
  SHOP,
} from './accountFacts';

const TOR = 'CosmosDB_TorAnomaly';
const LISTED = 'CosmosDB_SuspiciousIp';
const INJECTION = 'CosmosDB_SqlInjection.DataExfiltration';
const GUESSING = 'CosmosDB_CredentialGuessing';
const GEO = 'CosmosDB_GeoAnomaly';
const EXTRACTION = 'CosmosDB_DataExfiltrationAnomaly';
const LISTING = 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal';
const EXPOSURE = 'CosmosDB_NetworkExposure';

/** Traffic from the internet, so that countries tell something. */
const hours = daily(5, { actors: [requests(100, { address: '20.0.0.1' })] });
const ofStage = (stage: 'new' | 'provisional' | 'established', historyDays: number) =>
  factsOf(hours, { learning: { ...notLearned(SHOP), stage, historyDays } });

test('every data source that a detector names is one that coverage knows', () => {
  const names = DETECTORS.flatMap(({ metadata }) => metadata.dataSources);
  const unknown = names.filter((name) => {
    return !LOGS.has(name.toLowerCase()) && !CONDITIONS.has(name.toLowerCase());
  });
  expect([...new Set(unknown)]).toEqual([]);
});

test('all detectors of the catalogue stand there, active where nothing is missing', () => {
  const { detectors } = coverageOf(factsOf(hours));
  expect(detectors.map(({ id }) => id)).toEqual(DETECTORS.map(({ metadata }) => metadata.id));
  expect(detectors.filter(({ state }) => state !== 'active')).toEqual([]);
});

describe('a detector is blind', () => {
  test('without the log that it reads, and names what would mend it', () => {
    const others = seenWithout('QueryRuntimeStatistics');
    const facts = factsOf(hours, { routes: [route(others)] });
    expect(detectorIn(facts, INJECTION)).toMatchObject({
      state: 'blind',
      why: [expect.stringMatching('QueryRuntimeStatistics')],
      fixes: [{ commands: [expect.any(String), expect.stringMatching('QueryRuntimeStatistics')] }],
    });
    expect(detectorIn(facts, TOR)?.state).toBe('active');
    const { gaps } = coverageOf(facts);
    expect(gaps.find(({ id }) => id === 'missing:QueryRuntimeStatistics')?.blinds).toContain(
      'SQL injection: potential data exfiltration',
    );
  });

  test('without a list of the addresses that it looks for, whichever list holds them', () => {
    const facts = factsOf(hours);
    const knowing = (...kinds: ListingKind[]) => ({
      ...facts,
      app: { ...facts.app, listed: new Set(kinds) },
    });
    const states = (...kinds: ListingKind[]) =>
      [TOR, LISTED, EXTRACTION].map((id) => detectorIn(knowing(...kinds), id)?.state);
    expect(states()).toEqual(['blind', 'blind', 'active']);
    expect(states('tor')).toEqual(['active', 'blind', 'active']);
    expect(states('malicious')).toEqual(['blind', 'active', 'active']);
  });

  test('to countries where addresses are private, not logged, or no database tells them', () => {
    const hidden = daily(5, { actors: [requests(100, { address: '' })] });
    expect(detectorIn(factsOf(), GEO)).toMatchObject({
      state: 'blind',
      why: [expect.stringMatching('private')],
    });
    expect(detectorIn(factsOf(hidden), GEO)).toMatchObject({
      state: 'blind',
      why: [expect.stringMatching('no client')],
    });
    const facts = factsOf(hours);
    const geo = facts.app.geo.map((one) => ({ ...one, problem: 'gone' }));
    expect(detectorIn({ ...facts, app: { ...facts.app, geo } }, GEO)?.state).toBe('blind');
  });

  test('to the Activity Log where none of the subscription comes', () => {
    const others = seenWithout('ActivityLog');
    const facts = factsOf(hours, { routes: [route(others)], activityLogSeen: null });
    expect(detectorIn(facts, LISTING)?.state).toBe('blind');
    expect(detectorIn(facts, EXPOSURE)).toMatchObject({
      state: 'active',
      why: [expect.stringMatching('The Activity Log never came')],
    });
  });
});

describe('an account of another API', () => {
  test('is judged by its own category, and keys name nobody there', () => {
    const facts = factsOf(hours, { routes: [route({ MongoRequests: NOW, ActivityLog: NOW })] });
    expect(detectorIn(facts, INJECTION)?.state).toBe('active');
    expect(detectorIn(facts, TOR)?.state).toBe('active');
    expect(detectorIn(facts, 'CosmosDB_PrincipalAnomaly')?.state).toBe('blind');
  });
});

describe('a detector that compares', () => {
  test('learns for three days, and is capped for fourteen', () => {
    expect(detectorIn(ofStage('new', 1), EXTRACTION)).toMatchObject({
      state: 'learning',
      why: [expect.stringMatching('1 of 3 days')],
    });
    expect(detectorIn(ofStage('provisional', 9), EXTRACTION)).toMatchObject({
      state: 'active',
      why: [expect.stringMatching('9 of 14 days.*0.6')],
    });
    expect(detectorIn(ofStage('established', 20), EXTRACTION)).toMatchObject({ why: [] });
  });

  test('one that judges operations says less, and one that compares nothing does not wait', () => {
    expect(detectorIn(ofStage('new', 1), EXPOSURE)?.state).toBe('active');
    expect(detectorIn(ofStage('new', 1), TOR)).toMatchObject({ state: 'active', why: [] });
  });
});

test('guessed keys may go unseen where no refusal ever shows', () => {
  const quiet = factsOf(daily(4, { actors: [requests(6000)] }));
  expect(detectorIn(quiet, GUESSING)).toMatchObject({
    state: 'active',
    why: [expect.stringMatching('guessed keys are not seen')],
  });
  expect(detectorIn(factsOf(hours), GUESSING)?.why).toEqual([]);
});

test('obfuscated texts limit the judgement of injection', () => {
  const facts = factsOf(hours);
  facts.sum.tallies.containers.add('shop/orders', 100, 90);
  expect(detectorIn(facts, INJECTION)).toMatchObject({
    state: 'active',
    why: [expect.stringMatching('replaced by the platform')],
  });
});
