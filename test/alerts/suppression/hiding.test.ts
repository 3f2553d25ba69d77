import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { insteadOf, NO_FACTS } from '../../../lib/alerts/facts';
import type { Message } from '../../../lib/ingestion/message';
import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  type RawRecord,
} from '../../../lib/simulation/records';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { covers } from '../../../lib/alerts/suppression/covers';
import { CurrentRules } from '../../../lib/alerts/suppression/currentRules';
import { toDocument, type SuppressionRule } from '../../../lib/alerts/suppression/rule';
import type { AccountId } from '../../../lib/telemetry/event';
import { storedAlerts, testPipeline, TOR } from '../../pipeline/testPipeline';
import { suppressionRule } from './rules';

const MORNING = Date.parse('2026-11-22T09:00:00Z');
const ids = activityIds(61);

function visit(more: Record<string, unknown> = {}): RawRecord {
  return dataPlaneRecord({
    time: MORNING,
    account: 'shop',
    activityId: ids(),
    address: TOR,
    ...more,
  });
}

async function app(...rules: readonly Partial<SuppressionRule>[]) {
  const store = new MemoryStore();
  const keep = (rule: Partial<SuppressionRule>) =>
    store.upsert('suppressions', toDocument(suppressionRule(rule)));
  for (const rule of rules) await keep(rule);
  const current = new CurrentRules(store);
  const open = () =>
    testPipeline(store, undefined, undefined, undefined, undefined, undefined, current);
  let pipeline = open();
  let sequence = 0;
  const send = async (...records: readonly RawRecord[]) => {
    const position = { source: 'ns/hub/0', sequence: (sequence += 1), enqueuedTime: sequence };
    const message: Message = { position, records, unreadable: [] };
    await pipeline.process([message]);
    return storedAlerts(store);
  };
  /** Another instance goes on. */
  const restart = () => {
    pipeline = open();
  };
  return { current, keep, send, restart };
}

test('an alert that a rule covers is stored, counted and marked', async () => {
  const { send } = await app({ address: TOR, container: 'shop/orders' });
  const [alert, ...others] = await send(visit(), visit());
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    suppressedBy: 'rule',
    occurrences: 2,
    status: 'Active',
    revision: 1,
  });
  expect(alert?.history.map(({ by, what }) => [by, what])).toEqual([
    ['cosmos-warden', 'created'],
    ['cosmos-warden', 'hidden by suppression rule rule'],
  ]);
  expect(await send(visit())).toMatchObject([
    { suppressedBy: 'rule', occurrences: 3, revision: 1, history: alert?.history },
  ]);
});

test('an alert that outgrows its rule shows, and that is material', async () => {
  const { send } = await app({ principal: 'key primaryMasterKey' });
  expect(await send(visit())).toMatchObject([{ suppressedBy: 'rule', revision: 1 }]);
  const [alert] = await send(visit({ entra: 'somebody' }));
  expect(alert).toMatchObject({ suppressedBy: null, revision: 2, occurrences: 2 });
  expect(alert?.history.at(-1)).toMatchObject({
    by: 'cosmos-warden',
    what: 'no longer covered by suppression rule rule',
  });
  expect(await send(visit())).toMatchObject([{ suppressedBy: null, revision: 2 }]);
});

test('a window alert is held against rules as well', async () => {
  const { send } = await app({ alertType: 'CosmosDB_CredentialGuessing', address: '192.0.2.0/24' });
  const guesses = (address: string) =>
    Array.from({ length: 40 }, () => visit({ address, status: 401 }));
  const alerts = await send(...guesses('192.0.2.30'), ...guesses('198.18.0.1'));
  expect(alerts.map(({ suppressedBy }) => suppressedBy).sort()).toEqual([null, 'rule'].sort());
});

test('hidden alerts are still part of a story', async () => {
  const { send } = await app({});
  const drop = { operation: 'Delete', resourceType: 'Collection', status: 204 };
  const [hidden, shown] = await send(visit(), visit({ ...drop, time: MORNING + 60_000 }));
  expect([hidden?.suppressedBy, shown?.suppressedBy]).toEqual(['rule', null]);
  expect(shown?.extendedProperties['relatedAlerts']).toBe(hidden?.id);
});

describe('a client that becomes known later', () => {
  const text = "SELECT * FROM c WHERE c.name = 'x' OR 1 = 1";
  const alertType = 'CosmosDB_SqlInjection.DataExfiltration';
  const query = (activityId: string) =>
    queryRecord({ time: MORNING, account: 'shop', activityId, text });
  const request = (activityId: string, address: string) =>
    visit({ activityId, address, operation: 'Query' });

  test('hides an alert that the rule then covers', async () => {
    const { send, restart } = await app({ alertType, address: '192.0.2.1' });
    const id = ids();
    expect(await send(query(id))).toMatchObject([{ alertType, suppressedBy: null }]);
    restart();
    expect(await send(request(id, '192.0.2.1'))).toMatchObject([{ suppressedBy: 'rule' }]);
  });

  test('changes nothing where the rule does not ask for it', async () => {
    const { send, restart } = await app({ alertType, container: 'shop/orders' });
    const id = ids();
    expect(await send(query(id))).toMatchObject([{ suppressedBy: 'rule' }]);
    restart();
    expect(await send(request(id, '192.0.2.1'))).toMatchObject([{ suppressedBy: 'rule' }]);
  });

  test('the shape of a query is enough, and another shape too much', async () => {
    const plain = await app();
    const [alert] = await plain.send(query(ids()));
    const queryShape = alert?.extendedProperties['queryShapes'] ?? '';
    expect(queryShape).toMatch(/^[0-9a-f]{16}$/);
    const { send } = await app({ alertType, queryShape });
    expect(await send(query(ids()))).toMatchObject([{ suppressedBy: 'rule' }]);
    const other = { time: MORNING, account: 'shop', activityId: ids() };
    const longer = queryRecord({ ...other, text: `${text} UNION SELECT 1` });
    const worse = queryRecord({ ...other, text: "SELECT c.id FROM c WHERE c.a = '1' OR 2 = 2" });
    const alerts = await send(longer, worse);
    expect(alerts.map(({ suppressedBy }) => suppressedBy)).not.toContain('rule');
  });
});

describe('rules in force', () => {
  const HOUR = 3_600_000;
  const at = async (current: CurrentRules, now: number) =>
    (await current.at(now)).map(({ id }) => id);

  test('enabled ones that have not expired, by the wall clock', async () => {
    const end = Date.parse('2026-12-22T00:00:00Z');
    const { current } = await app({ id: 'a' }, { id: 'b', state: 'disabled' });
    expect(await at(current, end - 1)).toEqual(['a']);
    expect(await at(current, end)).toEqual([]);
  });

  test('an expired rule hides nothing new, and what it hid stays', async () => {
    const { send, keep, current } = await app({});
    const [before] = await send(visit());
    await keep({ expirationDateUtc: '2026-11-22T11:59:00.000Z' });
    current.forget();
    const alerts = await send(visit({ time: MORNING + 24 * HOUR }));
    expect(alerts.map(({ suppressedBy }) => suppressedBy)).toEqual(['rule', null]);
    expect(alerts[0]).toMatchObject({ id: before?.id, revision: 1 });
    expect((await send(visit()))[0]).toMatchObject({ suppressedBy: null, revision: 2 });
  });

  test('they are read again after a minute, or when one has changed', async () => {
    const { current, keep } = await app({ id: 'a' });
    expect(await at(current, 0)).toEqual(['a']);
    await keep({ id: 'b' });
    expect(await at(current, 59_999)).toEqual(['a']);
    expect(await at(current, 60_000)).toEqual(['a', 'b']);
    await keep({ id: 'c' });
    current.forget();
    expect(await at(current, 60_001)).toEqual(['a', 'b', 'c']);
  });

  test('of two that cover an alert the first by id hides it, and goes on', async () => {
    const { send, keep, current } = await app({ id: 'b' }, { id: 'c' });
    expect(await send(visit())).toMatchObject([{ suppressedBy: 'b' }]);
    await keep({ id: 'a' });
    current.forget();
    expect(await send(visit())).toMatchObject([{ suppressedBy: 'b' }]);
    await keep({ id: 'b', state: 'disabled' });
    current.forget();
    expect(await send(visit())).toMatchObject([{ suppressedBy: 'a', revision: 1 }]);
  });
});

test('a larger hour takes the place of a smaller one, and hides nobody', () => {
  const hour = (address: string) => ({ ...NO_FACTS, addresses: [address] });
  const facts = insteadOf(hour('192.0.2.1'), hour('203.0.113.7'));
  const rule = suppressionRule({ address: '192.0.2.1' });
  const alert = { alertType: rule.alertType, accountId: 'shop' as AccountId }; // an oldest id
  expect(covers(rule, { ...alert, internal: { facts: hour('192.0.2.1') } })).toBe(true);
  expect(covers(rule, { ...alert, internal: { facts } })).toBe(false);
  expect(insteadOf(hour('192.0.2.1'), facts)).toEqual(facts);
});

test('whether an alert is hidden does not depend on the order or the cuts of its records', async () => {
  const expected = Array.from({ length: 6 }, () => visit({ container: 'orders' }));
  const stranger = visit({ entra: 'somebody' });
  const late = visit({ container: 'people' });
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([stranger, late]),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
      fc.nat(5),
      async (others, sizes, place) => {
        const records = [...expected.slice(0, place), ...others, ...expected.slice(place)];
        const { send } = await app({ principal: 'key primaryMasterKey', container: 'shop/orders' });
        for (let at = 0, n = 0; at < records.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1;
          await send(...records.slice(at, at + size), ...records.slice(0, 1));
          at += size;
        }
        const [alert] = await send();
        expect(alert?.occurrences).toBe(records.length);
        expect(alert?.suppressedBy).toBe(others.length === 0 ? 'rule' : null);
      },
    ),
    { numRuns: 40 },
  );
});
