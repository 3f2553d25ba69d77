import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Alert } from '../../lib/alerts/alert';
import { chainSteps } from '../../lib/detectors/attackChain/steps';
import type { Message } from '../../lib/ingestion/message';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { StorageError, type DocumentStore } from '../../lib/storage/documents';
import { FaultyStore } from '../pipeline/faultyStore';
import { storedAlerts } from '../pipeline/testPipeline';
import { ATTACK, chainsIn, instance, messagesOf, TRAFFIC } from './chainStory';

/** When it was raised and in how many steps depends on the order; nothing else may. */
const DEPENDS_ON_ORDER = { timeGeneratedUtc: '', revision: 0, history: [] };

async function outcome(store: DocumentStore): Promise<readonly Alert[]> {
  const chains = await chainsIn(store);
  return chains.map((chain) => ({ ...chain, ...DEPENDS_ON_ORDER }));
}

async function after(messages: readonly Message[]): Promise<readonly Alert[]> {
  const store = new MemoryStore();
  const app = instance(store);
  for (const message of messages) await app.process([message]);
  return outcome(store);
}

const inOrder = after(messagesOf(ATTACK));

test('one attack is one chain, with its steps and alerts', async () => {
  const [chain, ...more] = await inOrder;
  expect(more).toEqual([]);
  if (chain === undefined) throw new RangeError('no chain');
  const steps = chainSteps(chain).map(({ step, alertType }) => `${step} ${alertType ?? 'deed'}`);
  expect(steps).toEqual([
    'means AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
    'entry CosmosDB_AppAnomaly',
    'entry CosmosDB_GeoAnomaly',
    'entry CosmosDB_GeoAnomaly',
    'entry CosmosDB_AppAnomaly',
    'entry CosmosDB_AppAnomaly',
    'entry CosmosDB_GeoAnomaly',
    'impact CosmosDB_MassDeletion',
    'impact CosmosDB_KeyRegeneration',
  ]);
  expect(chain).toMatchObject({ severity: 'High', occurrences: 9, status: 'Active' });
});

test('every order, any interleaving with other traffic and repeats: one chain, same id', async () => {
  const expected = await inOrder;
  const attack = messagesOf(ATTACK);
  const traffic = messagesOf(TRAFFIC).map((message) => ({
    ...message,
    position: { ...message.position, source: `${message.position.source}-other` },
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...attack, ...traffic], { minLength: attack.length + traffic.length }),
      fc.array(fc.nat(attack.length - 1), { maxLength: 10 }),
      fc.integer({ min: 1, max: 9 }),
      async (shuffled, again, size) => {
        const store = new MemoryStore();
        const app = instance(store);
        const all = renumbered([...shuffled, ...again.flatMap((n) => shuffled[n] ?? [])]);
        for (let at = 0; at < all.length; at += size) await app.process(all.slice(at, at + size));
        expect(await outcome(store)).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
});

/** The hub numbers its messages as they come in; what is sent again is a new message. */
function renumbered(messages: readonly Message[]): Message[] {
  return messages.map((message, sequence) => ({
    ...message,
    position: { ...message.position, sequence, enqueuedTime: sequence },
  }));
}

test('two instances that die between any two calls to the store give the same chain', async () => {
  const expected = await inOrder;
  const attack = messagesOf(ATTACK, 1);
  const sources = [...new Set(attack.map(({ position }) => position.source))];
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(attack, { minLength: attack.length }),
      fc.array(fc.record({ dieAt: fc.nat(60), loseAnswer: fc.boolean() }), { maxLength: 12 }),
      fc.array(fc.constantFrom<0 | 1>(0, 1), { minLength: 2, maxLength: 2 }),
      async (shuffled, deaths, readers) => {
        const store = new MemoryStore();
        const faulty = [new FaultyStore(store), new FaultyStore(store)];
        const apps = faulty.map((one) => instance(one));
        const queue = [...deaths];
        for (const message of renumbered(shuffled)) {
          const reader = readers[sources.indexOf(message.position.source)] ?? 0;
          for (let read = false; !read;) {
            const death = queue.shift();
            if (death !== undefined) faulty[reader]?.failAfter(death.dieAt, death.loseAnswer);
            try {
              await apps[reader]?.process([message]);
              read = true;
            } catch (error) {
              if (!(error instanceof StorageError)) throw error;
              apps[reader] = instance(faulty[reader] ?? store);
            }
            faulty[reader]?.heal();
          }
        }
        expect(await outcome(store)).toEqual(expected);
      },
    ),
    { numRuns: 15 },
  );
});

test('both instances at once, each with half of the attack', async () => {
  const expected = await inOrder;
  const attack = messagesOf(ATTACK, 1);
  const store = new MemoryStore();
  const [first = '', second = ''] = [...new Set(attack.map(({ position }) => position.source))];
  const half = (source: string) => attack.filter(({ position }) => position.source === source);
  await Promise.all([instance(store).process(half(first)), instance(store).process(half(second))]);
  expect(await outcome(store)).toEqual(expected);
});

test('the chain and its alerts name each other, and its severity is worse than any of theirs', async () => {
  const store = new MemoryStore();
  const app = instance(store);
  for (const message of messagesOf(ATTACK)) await app.process([message]);
  const alerts = await storedAlerts(store);
  const [chain] = await chainsIn(store);
  if (chain === undefined) throw new RangeError('no chain');
  const named = chain.extendedProperties['relatedAlerts']?.split(', ') ?? [];
  expect(named.length).toBeGreaterThan(5);
  expect(named).toEqual(chainSteps(chain).flatMap(({ alertId }) => alertId ?? []));
  for (const alert of alerts.filter(({ id }) => named.includes(id))) {
    expect(alert.extendedProperties['relatedAlerts']?.split(', ')[0]).toBe(chain.id);
  }
});
