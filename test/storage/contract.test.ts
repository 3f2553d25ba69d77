import { expect, test } from '@jest/globals';
import type { Condition, StoredDocument } from '../../lib/storage/documents';
import { describeEveryStore, note, type Note } from './everyStore';

/** Text that an attacker may leave in a log. */
const HOSTILE = [
  `' OR 1 = 1 --`,
  `"] = 1 OR c["x`,
  '@p0',
  '%_[a-z]*',
  '\\u0000\\"',
  'new\nline\ttab\u0000nul',
  '__proto__',
  'Grüße, 世界 🔑',
  `{"$where": "1"}`,
];

describeEveryStore((open) => {
  test('a document comes back as it was written, with its ETag', async () => {
    const document = note('1', 'write', { deep: { list: [1, 'two', null, { three: 3.5 }] } });
    const created = await open().create('alerts', document);
    expect(created?.document).toEqual(document);
    const read = await open().read<Note>('alerts', 'write', '1');
    expect(read?.etag).toBe(created?.etag);
    expect(read?.document).toMatchObject(document);
  });

  test('what is absent is null, by id and by partition', async () => {
    await open().create('alerts', note('here', 'absent'));
    expect(await open().read('alerts', 'absent', 'elsewhere')).toBeNull();
    expect(await open().read('alerts', 'other', 'here')).toBeNull();
    expect(await open().read('baselines', 'absent', 'here')).toBeNull();
  });

  test('an id is created once in a partition, and again in another', async () => {
    expect(await open().create('alerts', note('1', 'once', { by: 'first' }))).not.toBeNull();
    expect(await open().create('alerts', note('1', 'once', { by: 'second' }))).toBeNull();
    expect((await open().read<Note>('alerts', 'once', '1'))?.document['by']).toBe('first');
    expect(await open().create('alerts', note('1', 'once more'))).not.toBeNull();
  });

  test('a replacement needs the ETag of what is there', async () => {
    const store = open();
    const first = await store.create('alerts', note('1', 'replace', { n: 1 }));
    const second = await store.replace('alerts', note('1', 'replace', { n: 2 }), first?.etag ?? '');
    expect(second?.etag).not.toBe(first?.etag);
    const stale = note('1', 'replace', { n: 3 });
    expect(await store.replace('alerts', stale, first?.etag ?? '')).toBeNull();
    expect((await store.read<Note>('alerts', 'replace', '1'))?.document['n']).toBe(2);
    await store.remove('alerts', 'replace', '1');
    expect(await store.replace('alerts', stale, second?.etag ?? '')).toBeNull();
    expect(await store.read('alerts', 'replace', '1')).toBeNull();
  });

  test('of two instances that replace at once, one wins', async () => {
    const store = open();
    const created = await store.create('alerts', note('1', 'race'));
    const tries = [1, 2, 3, 4].map((n) =>
      store.replace('alerts', note('1', 'race', { n }), created?.etag ?? ''),
    );
    const won = (await Promise.all(tries)).filter((result) => result !== null);
    expect(won).toHaveLength(1);
    const stored = await store.read<Note>('alerts', 'race', '1');
    expect(stored?.document).toMatchObject(won[0]?.document ?? {});
  });

  test('an upsert writes over, whatever is there', async () => {
    const store = open();
    await store.upsert('alerts', note('1', 'upsert', { old: true }));
    const { etag } = await store.upsert('alerts', note('1', 'upsert', { fresh: true }));
    const read = await store.read<Note>('alerts', 'upsert', '1');
    expect(read?.document).not.toHaveProperty('old');
    expect([read?.document['fresh'], read?.etag]).toEqual([true, etag]);
  });

  test('a patch sets its fields, leaves the others, and needs the ETag of what is there', async () => {
    const store = open();
    const before = note('1', 'patch', { n: 1, deep: { kept: true, list: [1] } });
    const created = await store.create('alerts', before);
    const changes = [
      { path: ['deep', 'a/b~c "d" é'], value: { state: 'pending', nextAt: null } },
      { path: ['deep', 'list'], value: [] },
      { path: ['due'], value: 5 },
    ];
    const patched = await store.patch<Note>('alerts', 'patch', '1', changes, created?.etag ?? '');
    const after = {
      ...before,
      due: 5,
      deep: { kept: true, list: [], 'a/b~c "d" é': { state: 'pending', nextAt: null } },
    };
    expect(patched?.document).toMatchObject(after);
    const read = await store.read<Note>('alerts', 'patch', '1');
    expect(read?.document).toMatchObject(after);
    expect(read?.etag).toBe(patched?.etag);
    expect(patched?.etag).not.toBe(created?.etag);
    expect(
      await store.patch('alerts', 'patch', '1', [{ path: ['n'], value: 2 }], created?.etag ?? ''),
    ).toBeNull();
    expect((await store.read<Note>('alerts', 'patch', '1'))?.document['n']).toBe(1);
    await store.remove('alerts', 'patch', '1');
    expect(
      await store.patch('alerts', 'patch', '1', [{ path: ['n'], value: 2 }], read?.etag ?? ''),
    ).toBeNull();
  });

  test('of two instances that patch and replace at once, one wins', async () => {
    const store = open();
    const created = await store.create('alerts', note('1', 'patch race', { delivery: {} }));
    const etag = created?.etag ?? '';
    const tries = [
      ...[1, 2].map((value) =>
        store.patch<Note>('alerts', 'patch race', '1', [{ path: ['n'], value }], etag),
      ),
      store.replace<Note>('alerts', note('1', 'patch race', { n: 3 }), etag),
    ];
    const won = (await Promise.all(tries)).filter((result) => result !== null);
    expect(won).toHaveLength(1);
    const stored = await store.read<Note>('alerts', 'patch race', '1');
    expect(stored?.document['n']).toBe(won[0]?.document['n']);
  });

  test('a patch with one field that has no way to it changes nothing', async () => {
    const store = open();
    const created = await store.create('alerts', note('1', 'patch whole', { n: 1 }));
    const changes = [
      { path: ['n'], value: 2 },
      { path: ['nowhere', 'deeper'], value: 3 },
    ];
    await expect(async () =>
      store.patch('alerts', 'patch whole', '1', changes, created?.etag ?? ''),
    ).rejects.toThrow('nowhere/deeper');
    expect((await store.read<Note>('alerts', 'patch whole', '1'))?.document['n']).toBe(1);
  });

  test('removing twice is as good as once, and touches no other partition', async () => {
    const store = open();
    await store.create('alerts', note('1', 'remove'));
    await store.create('alerts', note('1', 'keep'));
    await store.remove('alerts', 'remove', '1');
    await store.remove('alerts', 'remove', '1');
    expect(await store.read('alerts', 'remove', '1')).toBeNull();
    expect(await store.read('alerts', 'keep', '1')).not.toBeNull();
  });

  test('a document without its partition key is refused', async () => {
    const lost: StoredDocument = { id: '1', schemaVersion: 1 };
    await expect(async () => open().replace('alerts', lost, '"1"')).rejects.toThrow('accountId');
    await expect(async () => open().create('alerts', lost)).rejects.toThrow('accountId');
    await expect(async () => open().upsert('alerts', lost)).rejects.toThrow('accountId');
  });

  test.each(HOSTILE)('%j is data, as a value, a partition and a search', async (text) => {
    const store = open();
    const partition = `hostile ${text}`;
    const document = note('1', partition, { text, search: `before ${text} after` });
    await store.create('alerts', document);
    expect((await store.read<Note>('alerts', partition, '1'))?.document).toMatchObject(document);
    const tests: Condition[] = [
      { field: 'text', is: 'equal', value: text },
      { field: 'text', is: 'oneOf', values: ['x', text] },
      { field: 'text', is: 'atLeast', value: text },
      { field: 'text', is: 'atMost', value: text },
      { field: 'search', is: 'containing', value: text },
    ];
    for (const condition of tests) {
      const found = await store.query<Note>('alerts', { partition, where: [condition] });
      expect([condition.is, found.map(({ id }) => id)]).toEqual([condition.is, ['1']]);
    }
    const all = await store.query<Note>('alerts', {
      where: [{ field: 'text', is: 'equal', value: text }],
    });
    expect(all.map(({ accountId }) => accountId)).toEqual([partition]);
  });
});
