import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemsOf, rawIn, recordsIn } from './itemsOf';

/** Values that JSON brings back as they were: it writes -0 as 0. */
const jsonValue = fc.jsonValue().map((drawn): unknown => JSON.parse(JSON.stringify(drawn)));
const record = fc.record({
  time: fc.constant('2026-01-01T00:00:00.1234567Z'),
  properties: fc.dictionary(fc.string({ unit: 'binary', maxLength: 8 }), jsonValue, {
    maxKeys: 3,
  }),
});

/** A text, the records it holds, and whether bytes that are none follow them. */
interface Piece {
  readonly text: string;
  readonly records: readonly unknown[];
  readonly broken?: boolean;
}

const spaces = fc.constantFrom(undefined, 1, 2);
const value: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(record, spaces).map(([one, indent]) => ({
    text: JSON.stringify(one, null, indent),
    records: [one],
  })),
  fc.tuple(fc.array(record, { maxLength: 3 }), spaces).map(([records, indent]) => ({
    text: JSON.stringify({ records, PartitionId: 1 }, null, indent),
    records,
  })),
  fc.tuple(fc.array(record, { maxLength: 3 }), spaces).map(([records, indent]) => ({
    text: JSON.stringify(records, null, indent),
    records,
  })),
  fc.constantFrom('17', '"text"', 'null', '-1.5e3').map((text) => ({
    text: `\n${text}\n`,
    records: [JSON.parse(text) as unknown],
  })),
);

const garbage: fc.Arbitrary<Piece> = fc
  .constantFrom(
    'plain text',
    '\x7fELF\x80\u00ff',
    '{"time":"2026',
    '{"time":"x","properties":{"b"',
    '}',
    ';,',
    "{'time':1}",
    '{"time":1,}',
    '2026-01-01 12 {x} [1]',
  )
  .map((text): Piece => ({ text, records: [], broken: true }));

const cutEnvelope: Piece = {
  text: '{"records":[{"time":1},{"time":2} {"time":3},{"ti',
  records: [{ time: 1 }, { time: 2 }, { time: 3 }],
  broken: true,
};

const separator = fc.constantFrom('\n', '\r\n', '\n\n', '\n\0\n', '\n\uFEFF');

const stream = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 6, arbitrary: value },
      { weight: 2, arbitrary: garbage },
      fc.constant(cutEnvelope),
    ),
    separator,
    fc.boolean(),
  ),
  {
    maxLength: 12,
  },
);

function textOf(pieces: readonly (readonly [Piece, string, boolean])[]): string {
  return pieces
    .map(([piece, between, glued], index) => {
      const next = pieces[index + 1]?.[0];
      const canGlue = glued && piece.broken !== true && next !== undefined && next.broken !== true;
      return piece.text + (canGlue ? '' : between);
    })
    .join('');
}

test('every value between unreadable stretches is found, and no stretch more than once', async () => {
  await fc.assert(
    fc.asyncProperty(stream, async (pieces) => {
      const items = await itemsOf(textOf(pieces));
      expect(recordsIn(items)).toEqual(pieces.flatMap(([piece]) => piece.records));
      const stretches = pieces.filter(
        ([{ broken, records }], at) =>
          broken === true && (records.length > 0 || pieces[at - 1]?.[0].broken !== true),
      );
      // Those that begin like records are told of one by one.
      const broken = pieces.filter(([piece]) => piece.broken === true);
      expect(rawIn(items).length).toBeGreaterThanOrEqual(stretches.length);
      expect(rawIn(items).length).toBeLessThanOrEqual(broken.length);
    }),
    { numRuns: 400 },
  );
});

test('how the bytes are cut changes nothing, and offsets point at them', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
  const noise = fc.oneof(
    stream.map(textOf),
    fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          ',',
          ':',
          '\n',
          '1',
          '{"a"',
          '{"records":[',
          '\\',
          ' ',
          'x',
        ),
      )
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(noise, { maxLength: 3 }), sizes, async (texts, cuts) => {
      const bytes = Buffer.from(texts.join('\n'));
      const whole = await itemsOf(bytes);
      expect(await itemsOf(bytes, cuts, 16)).toEqual(whole);
      let end = 0;
      for (const item of whole) {
        // What a text holds that is JSON again has the place of the text.
        if (bytes[item.offset] === 0x22) continue;
        expect(item.offset).toBeGreaterThanOrEqual(end);
        if (item.kind === 'unreadable' && item.reason === 'recordsNotAnArray') continue;
        end = item.offset + item.bytes;
        const found = bytes.subarray(item.offset, end);
        if (item.kind === 'unreadable') expect(item.raw).toEqual(found);
        else {
          // Elements of a list are not taken apart any further, values by themselves are.
          const asElements = Buffer.concat([Buffer.from('{"records":['), found, Buffer.from(']}')]);
          const read = [await itemsOf(found), await itemsOf(asElements)].map(recordsIn);
          expect(read).toContainEqual(item.records);
        }
      }
    }),
    { numRuns: 500 },
  );
});
