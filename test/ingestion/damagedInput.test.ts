import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { activityIds, dataPlaneRecord, queryRecord } from '../../lib/simulation/records';
import type { UnderstoodBatch } from '../../lib/ingestion/understand';
import { throughHub, throughReplay, throughScan } from './understood';

const NOON = Date.parse('2026-11-22T12:30:00Z');
const ids = activityIds(77);

/** Bytes from one index up to another. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The bytes of one record, and the id by which it is found again. */
interface PlacedRecord extends Stretch {
  readonly id: string;
  /** The name `"records"` of its envelope and the byte before, without which it would be none. */
  readonly name: Stretch | null;
}

interface Input {
  readonly bytes: Buffer;
  readonly records: readonly PlacedRecord[];
}

const KINDS = ['request', 'query', 'request, written backwards', 'row of a table'] as const;

/** A record of a kind, as an object. */
function recordOf(kind: (typeof KINDS)[number], activityId: string): object {
  const sketch = { time: NOON, account: 'shop', activityId };
  const request = dataPlaneRecord(sketch);
  switch (kind) {
    case 'request':
      return request;
    case 'request, written backwards':
      return Object.fromEntries(Object.entries(request).reverse());
    case 'query':
      return queryRecord({
        ...sketch,
        text: 'SELECT * FROM c WHERE c.name = "{\\"time\\":1}" AND c.n IN (1, 2)',
      });
    case 'row of a table':
      return {
        TenantId: '5e0d3a14-6ad5-4b0b-9d3e-0d3b1c1f5a11',
        TimeGenerated: new Date(NOON).toISOString(),
        Type: 'CDBDataPlaneRequests',
        _ResourceId: request['resourceId'],
        OperationName: 'Read',
        ActivityId: activityId,
        StatusCode: 200,
      };
  }
}

const SHAPES = ['envelope', 'array', 'lines', 'envelopes', 'list of envelopes'] as const;

/** Valid input of some shape, in which it is known where each record is. */
function inputOf(
  shape: (typeof SHAPES)[number],
  kinds: readonly (typeof KINDS)[number][],
  indent: number | undefined,
): Input {
  let text = '';
  const gap = indent === undefined ? '' : '\n';
  const records: PlacedRecord[] = [];
  let name: Stretch | null = null;
  const open = (members: string) => {
    const to = text.length + members.length + '"records"'.length;
    name = { from: to - '{"records"'.length, to };
    text += `${members}"records":[${gap}`;
  };
  const between = {
    envelope: ',',
    array: ',',
    lines: '\n',
    envelopes: '\n',
    'list of envelopes': ',',
  };
  const isEach = shape === 'envelopes' || shape === 'list of envelopes';
  if (shape === 'envelope') open('{"PartitionId":1,');
  if (shape === 'array' || shape === 'list of envelopes') text += `[${gap}`;
  kinds.forEach((kind, at) => {
    if (at > 0) text += between[shape] + gap;
    if (isEach) open('{');
    const id = ids();
    const record = JSON.stringify(recordOf(kind, id), null, indent);
    records.push({ id, name, from: text.length, to: text.length + record.length });
    text += record;
    if (isEach) text += `${gap}]}`;
  });
  if (shape === 'envelope') text += `${gap}],"more":{"a":[1]}}`;
  if (shape === 'array' || shape === 'list of envelopes') text += `${gap}]`;
  // All of it is ASCII: an index of the text is one of the bytes.
  return { bytes: Buffer.from(`${text}\n`), records };
}

const input = fc.tuple(
  fc.constantFrom(...SHAPES),
  fc.array(fc.constantFrom(...KINDS), { minLength: 2, maxLength: 5 }),
  fc.constantFrom(undefined, undefined, 1, 2),
);

type Change = 'flip' | 'cut' | 'insert' | 'duplicate';

interface Damage {
  readonly change: Change;
  readonly at: number;
  readonly length: number;
  readonly bytes: Buffer;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  change: fc.constantFrom('flip', 'cut', 'insert', 'duplicate'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 40 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\\x', 'NaN', '\0')
      .map((text) => Buffer.from(text)),
  ),
});

/** The bytes with all the damage, and the records that none of it touched. */
function damaged({ bytes, records }: Input, damages: readonly Damage[]) {
  const isLost = (one: Stretch, { from, to }: Stretch) =>
    from === to ? one.from < from && from < one.to : one.from < to && from < one.to;
  let [result, untouched, end] = [bytes, records, bytes.length];
  for (const { change, at, length, bytes: put } of damages.toSorted((a, b) => b.at - a.at)) {
    const from = Math.floor(at * bytes.length);
    const replaced = change === 'cut' ? length : change === 'flip' ? put.length : 0;
    const place = { from, to: Math.min(end, from + replaced) };
    const inside = change === 'duplicate' ? bytes.subarray(from, from + length) : put;
    const kept = [result.subarray(0, from), result.subarray(place.to)];
    result = Buffer.concat(change === 'cut' ? kept : kept.toSpliced(1, 0, inside));
    untouched = untouched.filter(
      (one) => !isLost(one, place) && (one.name === null || !isLost(one.name, place)),
    );
    end = from;
  }
  return { bytes: result, untouched: untouched.map(({ id }) => id) };
}

const eventIds = ({ events, copies }: UnderstoodBatch) =>
  [...events, ...copies].map(({ activityId }) => activityId).sort();

describe('bytes that are flipped, cut, inserted or doubled anywhere', () => {
  test('cost no record that they did not touch, in a file or over the hub', async () => {
    await fc.assert(
      fc.asyncProperty(
        input,
        fc.array(damage, { minLength: 1, maxLength: 3 }),
        async (valid, changes) => {
          const { bytes, untouched } = damaged(inputOf(...valid), changes);
          const scanned = await throughScan(bytes);
          expect(eventIds(scanned)).toEqual(expect.arrayContaining(untouched));
          for (const { message, detail } of scanned.deadLetters) {
            expect([message.source, detail]).toEqual(['-', expect.stringMatching(/./)]);
            expect(message.sequence).toBeLessThanOrEqual(bytes.length);
          }
          const delivered = throughHub(bytes);
          expect(eventIds(delivered)).toEqual(expect.arrayContaining(untouched));
          const replayed = await throughReplay(bytes);
          expect(eventIds(replayed)).toEqual(eventIds(scanned));
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['gzip', (bytes) => gzipSync(bytes)],
    ['UTF-16', (bytes) => Buffer.from(`\uFEFF${bytes.toString()}`, 'utf16le')],
  ])('in a file of %s raise nothing, and all is counted', async (_, encoded) => {
    await fc.assert(
      fc.asyncProperty(input, fc.array(damage, { maxLength: 3 }), async (valid, changes) => {
        const { records } = inputOf(...valid);
        const bytes = encoded(inputOf(...valid).bytes);
        const scanned = await throughScan(damaged({ bytes, records: [] }, changes).bytes);
        if (changes.length === 0) expect(scanned.total).toMatchObject({ events: records.length });
        else expect(scanned.total.records).toBeGreaterThan(0);
        for (const { message } of scanned.deadLetters) expect(message.source).toBe('-');
      }),
      { numRuns: 100 },
    );
  });
});
