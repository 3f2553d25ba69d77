import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { recordsOf } from '../../lib/telemetry/payload';

/** Records, and the reasons of what is none, in the order of the payload. */
function read(payload: unknown): unknown[] {
  const { records, unreadable } = recordsOf(payload);
  const items = [...records];
  unreadable.forEach(({ before, reason }, at) => items.splice(before + at, 0, reason));
  return items;
}

const a = { a: 1 };
const b = { b: '}{"]' };
const envelope = { records: [a, b], PartitionId: 1 };
const text = JSON.stringify(envelope);

describe('every shape that a trigger delivers', () => {
  test.each<[string, unknown]>([
    ['an object', envelope],
    ['a text', text],
    ['JSON in a JSON text', JSON.stringify(text)],
    ['a Buffer', Buffer.from(text)],
    ['bytes', new TextEncoder().encode(text)],
    ['an array of records', [a, b]],
    ['a text of an array', JSON.stringify([a, b])],
    ['an array of envelopes', [{ records: [a] }, { records: [b] }]],
    ['an array of texts', [JSON.stringify(a), JSON.stringify({ records: [b] })]],
    ['an array of Buffers', [Buffer.from(JSON.stringify(a)), Buffer.from(JSON.stringify(b))]],
    ['a mixed array', [{ records: [a] }, Buffer.from(JSON.stringify([b]))]],
    ['values one after another', JSON.stringify(a) + JSON.stringify(b)],
    ['lines with a byte-order mark', `\uFEFF${JSON.stringify(a)}\r\n${JSON.stringify(b)}\r\n`],
    ['NUL bytes between values', Buffer.from(`${JSON.stringify(a)}\0\0${JSON.stringify(b)}\0`)],
    ['pretty print', `${JSON.stringify(a, null, 2)}\n${JSON.stringify(b, null, 2)}`],
  ])('%s', (_, payload) => {
    expect(read(payload)).toEqual([a, b]);
  });

  test.each<[string, unknown, unknown[]]>([
    ['records: []', { records: [] }, []],
    ['records: ""', '{"records":""}', ['recordsNotAnArray']],
    ['records: null', { records: null }, ['recordsNotAnArray']],
    ['nothing', '', []],
    ['white space', ' \r\n\0', []],
    ['undefined', undefined, []],
    ['null', null, [null]],
    ['scalars', '1 "x" true', [1, 'x', true]],
    ['a function', () => 1, ['unsupportedPayload']],
    ['an array inside records', { records: [[1]] }, [1]],
  ])('%s', (_, payload, expected) => {
    expect(read(payload)).toEqual(expected);
  });
});

describe('a broken value costs no neighbour', () => {
  test.each<[string, string, unknown[]]>([
    ['cut line', '{"a":1}\n{"a":\n{"a":1}', [a, 'truncated', a]],
    ['two broken lines', '{"a":1}\n{x}\n{y}\n{"a":1}', [a, 'brokenJson', a]],
    ['open quote', '{"a":"x}\n{"a":1}', ['brokenJson', a]],
    [
      'cut inside a text, no line break',
      '{"records":[{"a":1},{"b":"xx{"records":[{"a":1}]}',
      [a, 'brokenJson', a],
    ],
    ['cut after a comma', '{"records":[{"a":1},{"records":[{"a":1}]}', [a, 'truncated', a]],
    ['trailing comma', '{"a":1,}{"a":1}', ['brokenJson', a]],
    ['cut end', '{"a":1}{"records":[{"a":1}', [a, a, 'truncated']],
    ['text around', 'INFO start {"a":1} done', ['notJson', a, 'notJson']],
    ['binary', '\u0001\uFFFD\u0002', ['notJson']],
    ['broken array of lines', '[\n{"a":1},\n{"a":,\n{"a":1}\n]', [a, 'brokenJson', a]],
    ['wrong escapes', '{"a":"\\x","b":{"a":1}} {"b":01} {"a":1}', ['brokenJson', 'brokenJson', a]],
  ])('%s', (_, payload, expected) => {
    expect(read(payload)).toEqual(expected);
  });

  test('tells where and what, in bytes', () => {
    expect(recordsOf('{"a":"é"}\n{"é":\n{"a":1}\n{oops').unreadable).toEqual([
      {
        reason: 'brokenJson',
        detail: 'The JSON value that begins at byte 11 breaks at byte 26.',
        raw: '{"é":',
        before: 1,
      },
      {
        reason: 'brokenJson',
        detail: 'The JSON value that begins at byte 26 breaks at byte 27.',
        raw: '{oops',
        before: 2,
      },
    ]);
  });

  test('bytes that are no UTF-8 spoil only the value they are in', () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":1}\n{'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('}\n{"a":1}'),
    ]);
    expect(read(bytes)).toEqual([a, 'brokenJson', a]);
  });

  test('any values survive any broken lines between them', () => {
    const broken = fc.constantFrom(
      '{"a":',
      '{"x":"y',
      '{"a" 1}',
      'plain text',
      '{,}',
      '{"a":[1,{"b":2}',
    );
    const line = fc.oneof(
      fc.record({ id: fc.integer(), text: fc.string(), list: fc.array(fc.json()) }),
      broken,
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const written = lines.map((each) =>
          typeof each === 'string' ? each : JSON.stringify(each),
        );
        const { records } = recordsOf(written.join('\n'));
        const good = lines.filter((each) => typeof each !== 'string');
        expect(records).toEqual(JSON.parse(JSON.stringify(good)));
      }),
    );
  });
});

describe('hostile sizes', () => {
  const deep = 100_000;

  test('nested brackets, closed and not', () => {
    expect(read('['.repeat(deep) + ']'.repeat(deep))).toHaveLength(1);
    expect(read('{"a":'.repeat(deep) + '1' + '}'.repeat(deep))).toHaveLength(1);
    expect(read('['.repeat(deep))).toEqual(['tooDeep']);
    expect(read('{"a":'.repeat(deep))).toEqual(['tooDeep']);
  });

  test('a bounded copy of a deep envelope', () => {
    const { unreadable } = recordsOf(`{"records":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}`);
    expect(unreadable).toMatchObject([{ reason: 'recordsNotAnArray' }]);
    expect(unreadable[0]?.raw).toHaveLength(256 * 1024);
  });

  test('texts made to be read again and again', () => {
    const texts = ['[\n', '{\n', '{"a":\n', 'x{', '"{', '}{"a', '{"records"', '{"records":['];
    for (const part of texts) {
      expect(recordsOf(part.repeat(deep)).records).toEqual([]);
    }
  });

  test('a large value beside a small one', () => {
    const large = JSON.stringify({ text: 'x'.repeat(5_000_000) });
    expect(recordsOf(`${large}{"a":1}`).records.at(-1)).toEqual(a);
  });
});

test('nothing throws on any JSON, and no part stands behind the end', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.uint8Array()), (payload) => {
      const { records, unreadable } = recordsOf(payload);
      for (const { before } of unreadable) expect(before).toBeLessThanOrEqual(records.length);
    }),
  );
});
