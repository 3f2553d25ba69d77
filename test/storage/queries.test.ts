import { beforeAll, expect, test } from '@jest/globals';
import type { Condition } from '../../lib/storage/documents';
import { describeEveryStore, note, type Note } from './everyStore';

describeEveryStore((open) => {
  const accounts = ['query-a', 'query-b'];
  beforeAll(async () => {
    for (const accountId of accounts) {
      await open().create('baselines', note('1', accountId, { n: 1, at: { time: 'b' } }));
      await open().create('baselines', note('2', accountId, { n: 2, at: { time: 'a' }, s: '2' }));
      await open().create('baselines', note('3', accountId, { n: 3, at: { time: 'c' }, s: null }));
      await open().create('baselines', note('4', accountId, { n: '2', at: { time: 'd' } }));
      await open().create('baselines', note('5', accountId, { n: true, at: { time: 'e' } }));
    }
  });
  const ids = async (where: readonly Condition[], partition = 'query-a') =>
    (await open().query<Note>('baselines', { partition, where })).map(({ id }) => id).sort();

  test.each<[Condition, string[]]>([
    [{ field: 'n', is: 'equal', value: 2 }, ['2']],
    [{ field: 'n', is: 'equal', value: '2' }, ['4']],
    [{ field: 'n', is: 'equal', value: true }, ['5']],
    [{ field: 's', is: 'equal', value: null }, ['3']],
    [{ field: 'n', is: 'oneOf', values: [1, '2', 9] }, ['1', '4']],
    [{ field: 'n', is: 'oneOf', values: [] }, []],
    [{ field: 'n', is: 'below', value: 2 }, ['1']],
    [{ field: 'n', is: 'atMost', value: 2 }, ['1', '2']],
    [{ field: 'n', is: 'above', value: 2 }, ['3']],
    [{ field: 'n', is: 'atLeast', value: 2 }, ['2', '3']],
    [{ field: 'n', is: 'above', value: '' }, ['4']],
    [{ field: 's', is: 'above', value: '' }, ['2']],
    [{ field: 'at.time', is: 'atMost', value: 'b' }, ['1', '2']],
    [{ field: 's', is: 'present' }, ['2', '3']],
    [{ field: 's', is: 'absent' }, ['1', '4', '5']],
    [{ field: 'at.nothing.deeper', is: 'absent' }, ['1', '2', '3', '4', '5']],
    [{ field: 'at.time', is: 'containing', value: 'd' }, ['4']],
    [{ field: 'at.time', is: 'containing', value: 'D' }, []],
    [{ field: 'n', is: 'containing', value: '2' }, ['4']],
  ])('%j', async (condition, expected) => {
    expect(await ids([condition])).toEqual(expected);
  });

  test('all conditions must hold', async () => {
    const both: Condition[] = [
      { field: 'n', is: 'atLeast', value: 1 },
      { field: 'at.time', is: 'above', value: 'a' },
    ];
    expect(await ids(both)).toEqual(['1', '3']);
  });

  test('a partition keeps to itself; without one, all are asked', async () => {
    const where: Condition[] = [{ field: 'n', is: 'equal', value: 1 }];
    expect(await ids(where, 'query-b')).toEqual(['1']);
    expect(await ids(where, 'query-c')).toEqual([]);
    const all = await open().query<Note>('baselines', { where });
    expect(all.map(({ accountId }) => accountId).sort()).toEqual(accounts);
  });

  test.each([
    [false, ['a', 'b', 'c', 'd', 'e']],
    [true, ['e', 'd', 'c', 'b', 'a']],
  ])('in order, descending %j', async (descending, expected) => {
    const orderBy = { field: 'at.time', descending };
    const found = await open().query<Note>('baselines', { partition: 'query-a', orderBy });
    const times = found.map((document): unknown => Reflect.get(Object(document['at']), 'time'));
    expect(times).toEqual(expected);
  });

  test('in order over all partitions, up to a limit', async () => {
    const orderBy = { field: 'at.time', descending: true };
    const found = await open().query<Note>('baselines', { orderBy, limit: 3 });
    const times = found.map((document): unknown => Reflect.get(Object(document['at']), 'time'));
    expect(times).toEqual(['e', 'e', 'd']);
  });

  test('numbers, texts and truth values sort by their type first', async () => {
    const orderBy = { field: 'n', descending: false };
    const found = await open().query<Note>('baselines', { partition: 'query-a', orderBy });
    expect(found.map(({ id }) => id)).toEqual(['5', '1', '2', '3', '4']);
  });

  test('a thousand documents come in one answer, in order and without a gap', async () => {
    const store = open();
    const numbers = Array.from({ length: 1000 }, (_, n) => n);
    for (let at = 0; at < numbers.length; at += 100) {
      await Promise.all(
        numbers
          .slice(at, at + 100)
          .map((n) =>
            store.create('activity', note(`d${n}`, `many-${n % 3}`, { n, pad: 'x'.repeat(500) })),
          ),
      );
    }
    const orderBy = { field: 'n', descending: false };
    const where: Condition[] = [{ field: 'pad', is: 'present' }];
    const found = await store.query<Note>('activity', { where, orderBy });
    expect(found.map((document) => document['n'])).toEqual(numbers);
    const limited = await store.query<Note>('activity', { where, orderBy, limit: 501 });
    expect(limited.map((document) => document['n'])).toEqual(numbers.slice(0, 501));
  });
});
