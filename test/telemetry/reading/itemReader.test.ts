import { describe, expect, test } from '@jest/globals';
import { itemsOf, rawIn, recordsIn } from './itemsOf';

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

describe('formats, told apart by content', () => {
  test.each<[string, string, unknown[]]>([
    ['an envelope', '{"records":[{"a":1},{"a":2}]}', [{ a: 1 }, { a: 2 }]],
    ['an envelope without records', '{"records":[]}', []],
    ['an array', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['an array of envelopes', '[{"records":[{"a":1}]},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['a single record', '{"a":1}', [{ a: 1 }]],
    [
      'lines of anything',
      '{"a":1}\n[{"a":2}]\n{"records":[{"a":3}]}\n',
      [{ a: 1 }, { a: 2 }, { a: 3 }],
    ],
    ['values one after another', '{"a":1}{"a":2} [{"a":3}]', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    [
      'pretty printed values',
      `${pretty({ a: { b: [1] } })}\n${pretty({ a: 2 })}`,
      [{ a: { b: [1] } }, { a: 2 }],
    ],
    ['lone values', '1\n"text"\ntrue null\n', [1, 'text', true, null]],
    [
      'a query answer',
      '{"tables":[{"name":"PrimaryResult","columns":[{"name":"A"},{"name":"B"}],"rows":[[1,"x"],[2,"y"]]}]}',
      [
        { A: 1, B: 'x' },
        { A: 2, B: 'y' },
      ],
    ],
    ['white space alone', ' \r\n\n', []],
    ['nothing', '', []],
  ])('%s', async (_, text, records) => {
    const items = await itemsOf(text);
    expect(recordsIn(items)).toEqual(records);
    expect(rawIn(items)).toEqual([]);
  });

  test('byte-order marks, CRLF and NUL bytes are no records and cost no neighbour', async () => {
    const items = await itemsOf('\uFEFF{"a":1}\r\n\0\0{"a":2}\0\r\n\uFEFF{"a":3}\uFEFF{"a":4}\0');
    expect(recordsIn(items)).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]);
    expect(rawIn(items)).toEqual([]);
  });

  test('bytes that are not UTF-8 become replacement characters', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]);
    expect(recordsIn(await itemsOf(bytes))).toEqual([{ a: '\uFFFD(' }]);
  });
});

describe('unreadable stretches', () => {
  test.each<[string, string, unknown[], string[]]>([
    [
      'a truncated line',
      '{"a":1}\n{"a":2,"b":{"c"\n{"a":3}\n',
      [{ a: 1 }, { a: 3 }],
      ['{"a":2,"b":{"c"'],
    ],
    ['a line cut before a value', '{"a":\n{"a":3}\n{"a":4}\n', [{ a: 3 }, { a: 4 }], ['{"a":']],
    [
      'a cut record at the end of an envelope',
      '{"records":[{"a":1},{"a"\n{"a":3}',
      [{ a: 1 }, { a: 3 }],
      ['{"a"'],
    ],
    ['a raw line feed in a string', '{"a":"x\ny"}\n{"a":3}', [{ a: 3 }], ['{"a":"x\ny"}']],
    ['text between values', '{"a":1} what {"a":2}', [{ a: 1 }, { a: 2 }], ['what']],
    [
      'lines of text',
      '{"a":1}\n2026-01-01 [x] {} 1\nmore\n{"a":2}',
      [{ a: 1 }, { a: 2 }],
      ['2026-01-01 [x] {} 1\nmore'],
    ],
    ['a cut value before its like', '{"a":{"b":1},"c":{"a":2}', [{ a: 2 }], ['{"a":{"b":1},"c":']],
    ['a stray bracket', '{"a":1}]\n{"a":2}', [{ a: 1 }, { a: 2 }], [']']],
    [
      'a cut pretty printed value',
      `${pretty({ a: { b: 1 }, c: 2 }).slice(0, -8)}\n${pretty({ a: 9 })}`,
      [{ a: 9 }],
      ['{\n  "a": {\n    "b": 1\n  },\n '],
    ],
    ['text with numbers', '42 files copied\n43\n', [43], ['42 files copied']],
    ['a value that is cut off', '{"a":1}\n{"a":', [{ a: 1 }], ['{"a":']],
  ])('%s', async (_, text, records, raw) => {
    const items = await itemsOf(text);
    expect(recordsIn(items)).toEqual(records);
    expect(rawIn(items).map((part) => part.trim())).toEqual(raw.map((part) => part.trim()));
  });

  test('records that is no array is one dead letter', async () => {
    const items = await itemsOf('{"records":""}\n{"records":{"a":1}}\n[{"records":1},{"a":1}]');
    expect(items.map((item) => (item.kind === 'unreadable' ? item.reason : 'message'))).toEqual([
      'recordsNotAnArray',
      'recordsNotAnArray',
      'message',
      'recordsNotAnArray',
    ]);
  });

  test('offsets and lengths point at the bytes', async () => {
    const text = 'é {"a":1}\n  {"a":2}xx{"a":3}';
    const bytes = Buffer.from(text);
    const parts = (await itemsOf(text)).map((item) =>
      bytes.toString('utf8', item.offset, item.offset + item.bytes),
    );
    expect(parts).toEqual(['é', '{"a":1}', '{"a":2}', 'xx', '{"a":3}']);
  });
});

describe('sizes', () => {
  const record = (id: number) =>
    `{"time":"2026-01-01T00:00:00Z","id":${id},"text":"${'x'.repeat(500)}"}`;
  const many = Array.from({ length: 6000 }, (_, id) => record(id));
  const ids = many.map((_, id) => id);
  const idsOf = (records: readonly unknown[]) =>
    records.map((value) => (value as { id: number }).id);

  test.each<[string, string]>([
    ['an envelope', `{"x":[1],"records":[${many.join(',')}],"y":{}}`],
    ['an array', `[${many.join(',')}]`],
    ['an array of an envelope', `[{"records":[${many.join(',')}]}]`],
  ])('%s above the split length comes in parts of one message', async (_, text) => {
    const items = await itemsOf(`${text}\n{"id":-1}`);
    expect(idsOf(recordsIn(items))).toEqual([...ids, -1]);
    expect(items.length).toBeGreaterThan(5);
    expect(items.filter((item) => item.kind === 'message' && item.first)).toHaveLength(2);
  });

  test('a broken element of a giant envelope costs no other element', async () => {
    const broken = many.with(3000, '{"time":"2026-01-01T00:00:00Z","id":oops}');
    const items = await itemsOf(`{"records":[${broken.join(',')}]}\n{"id":-1}`);
    expect(idsOf(recordsIn(items))).toEqual([...ids.toSpliced(3000, 1), -1]);
    expect(rawIn(items)).toHaveLength(1);
  });

  test('a giant envelope that is cut off keeps what came before', async () => {
    const items = await itemsOf(`{"records":[${many.join(',')}`);
    expect(idsOf(recordsIn(items))).toEqual(ids);
    expect(items.at(-1)).toMatchObject({ kind: 'unreadable', reason: 'truncated' });
  });

  test('a text of 10 MB is one record', async () => {
    const items = await itemsOf(`{"a":"${'x'.repeat(10_000_000)}"}\n{"a":2}`);
    expect(items.map((item) => item.kind)).toEqual(['message', 'message']);
  });

  test('100,000 open brackets are one stretch', async () => {
    const items = await itemsOf(
      `${'['.repeat(100_000)}\n{"a":1}\n${'[\n'.repeat(100_000)}{"a":2}\n`,
    );
    expect(recordsIn(items)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(rawIn(items)).toHaveLength(2);
  });

  test('a binary file is one stretch and keeps its first 256 KB', async () => {
    const bytes = Buffer.alloc(5_000_000);
    for (let index = 0; index < bytes.length; index += 1)
      bytes[index] = 128 + ((index * 7919) % 128);
    const items = await itemsOf(bytes);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ reason: 'notJson', offset: 0, bytes: 5_000_000 });
    expect(items[0]?.kind === 'unreadable' && items[0].raw.length).toBe(256 * 1024);
  });
});
