import { describe, expect, test } from '@jest/globals';
import {
  readDismissals,
  removeDismissal,
  writeDismissal,
} from '../../lib/recommendations/dismissals';
import { recommend } from '../../lib/recommendations/recommend';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { daily, factsOf, NOW, requests, SHOP } from '../coverage/accountFacts';

/** An account where so many requests a day are made with a key. */
const keyRequests = (perDay: number) => factsOf(daily(5, { actors: [requests(perDay)] }));

async function dismissedAt(perDay: number) {
  const store = new MemoryStore();
  const [told] = recommend(keyRequests(perDay), []).filter(({ kind }) => kind === 'accountKeys');
  await writeDismissal(store, {
    accountId: SHOP,
    recommendation: 'accountKeys',
    reason: 'The old importer goes in spring',
    by: 'ann',
    at: NOW,
    value: told?.worsens.value ?? 0,
    returnsAbove: told?.worsens.returnsAbove ?? 0,
  });
  return store;
}

const standing = async (store: MemoryStore, perDay: number) =>
  recommend(keyRequests(perDay), await readDismissals(store, [SHOP])).find(
    ({ kind }) => kind === 'accountKeys',
  );

describe('a dismissed recommendation', () => {
  test('stays dismissed while it is as bad as it was, or a little worse', async () => {
    const store = await dismissedAt(100);
    for (const perDay of [20, 100, 300]) {
      expect(await standing(store, perDay)).toMatchObject({
        status: 'dismissed',
        dismissal: {
          reason: 'The old importer goes in spring',
          by: 'ann',
          value: 100,
          outgrown: false,
        },
      });
    }
  });

  test('comes back when it gets worse than the number that it names', async () => {
    const store = await dismissedAt(100);
    expect(await standing(store, 301)).toMatchObject({
      status: 'open',
      worsens: { value: 301 },
      dismissal: { value: 100, returnsAbove: 300, outgrown: true },
    });
  });

  test('leaves other kinds and other accounts alone', async () => {
    const store = await dismissedAt(100);
    const told = recommend(keyRequests(100), await readDismissals(store, [SHOP]));
    expect(told.filter(({ status }) => status === 'dismissed')).toHaveLength(1);
    expect(await readDismissals(store, [])).toEqual([]);
    const others = (await readDismissals(store, [SHOP])).map((one) => ({
      ...one,
      accountId: '/x' as typeof SHOP, // another account
    }));
    expect(recommend(keyRequests(100), others).every(({ status }) => status === 'open')).toBe(true);
  });

  test('is open again when the dismissal is taken back', async () => {
    const store = await dismissedAt(100);
    await removeDismissal(store, SHOP, 'accountKeys');
    expect(await standing(store, 100)).toMatchObject({ status: 'open', dismissal: null });
  });
});
