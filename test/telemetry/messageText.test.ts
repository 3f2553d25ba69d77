import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordsOf } from '../../cli/input/records';
import {
  accountResource,
  activityIds,
  dataPlaneRecord,
  queryRecord,
  randomNumbers,
  type RawRecord,
} from '../../lib/simulation/records';
import { DEFAULT_BEGIN, Simulation } from '../../lib/simulation/simulation';
import { loggedTime, MessageTextReader } from '../../lib/telemetry/pattern/messageText';
import { isJsonObject } from '../../lib/telemetry/fields';
import { outcomeOfRecord } from '../../lib/telemetry/recordOutcome';

const position = { source: 'in', sequence: 1, enqueuedTime: 0 };

/** What the plain way makes of a text; null where the reader must leave the text alone. */
function plainly(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return recordsOf(value).records.map((record, index) => outcomeOfRecord(record, position, index));
}

/** Reads a text and compares; true where the reader took it on. */
function agrees(reader: MessageTextReader, text: string): boolean {
  const read = reader.read(text, position);
  if (read === null) return false;
  expect(read.outcomes).toEqual(plainly(text));
  const first = recordsOf(JSON.parse(text)).records[0];
  expect(read.firstTime).toEqual(isJsonObject(first) ? loggedTime(first) : undefined);
  return true;
}

const envelope = (records: readonly unknown[]) => JSON.stringify({ records });

/** Records as the logs have them: three categories, values that change and values that repeat. */
function realistic(count: number, seed: number): RawRecord[] {
  const random = randomNumbers(seed);
  const ids = activityIds(seed);
  return Array.from({ length: count }, (_, at): RawRecord => {
    const account = `account-${Math.floor(random() * 3)}`;
    const common = { time: Date.UTC(2026, 2, 2) + at * 997, account, activityId: ids() };
    const kind = random();
    if (kind < 0.2) {
      const text = `SELECT * FROM c WHERE c.name = "${kind < 0.1 ? '@name' : 'a\\n\u00e9'}"`;
      return queryRecord({ ...common, text, rows: Math.floor(random() * 9) });
    }
    if (kind < 0.3) {
      const properties = {
        activityId: ids(),
        errorCode: '0',
        retryCount: Math.floor(random() * 3),
      };
      const piiCommandText = `{"find":"orders","filter":{"c":"${Math.floor(random() * 50)}"}}`;
      return {
        time: new Date(common.time).toISOString(),
        resourceId: accountResource(account),
        category: 'MongoRequests',
        operationName: 'find',
        properties: { ...properties, duration: random() * 9, piiCommandText },
      };
    }
    return dataPlaneRecord({
      ...common,
      status: random() < 0.1 ? 403 : 200,
      address: `203.0.113.${Math.floor(random() * 20)}`,
      document: `document-${Math.floor(random() * 1e6)}`,
      requestUnits: random() * 40,
      ...(random() < 0.3 && { entra: ids() }),
    });
  });
}

function inMessages(records: readonly unknown[], size: number): string[] {
  const messages: string[] = [];
  for (let at = 0; at < records.length; at += size) {
    messages.push(envelope(records.slice(at, at + size)));
  }
  return messages;
}

describe('records of one outline', () => {
  test('are read by a pattern, but for the few that it is learnt from', () => {
    const reader = new MessageTextReader();
    for (const text of inMessages(realistic(2_000, 5), 50)) {
      expect(agrees(reader, text)).toBe(true);
    }
    expect(reader.patterns.counts.matched).toBeGreaterThan(1_950);
  });

  test('may come one a line, with a carriage return behind', () => {
    const reader = new MessageTextReader();
    for (const record of realistic(500, 6)) {
      expect(agrees(reader, `${JSON.stringify(record)}\r`)).toBe(true);
    }
    expect(reader.patterns.counts.matched).toBeGreaterThan(450);
  });

  test('may be spaced in any way', () => {
    const reader = new MessageTextReader();
    for (const text of inMessages(realistic(500, 7), 10)) {
      const spaced = JSON.stringify(JSON.parse(text), null, 1).replaceAll('\n', ' ');
      expect(agrees(reader, spaced)).toBe(true);
    }
    expect(reader.patterns.counts.matched).toBeGreaterThan(450);
  });
});

test('a simulated day gives the same events either way, nearly all by patterns', () => {
  const simulation = new Simulation({ seed: 3, days: 1, accounts: 4, begin: DEFAULT_BEGIN });
  const reader = new MessageTextReader();
  let records = 0;
  for (const blob of simulation.blobs()) {
    for (const record of blob.records) {
      if (records >= 6_000) break;
      records += 1;
      agrees(reader, JSON.stringify(record));
    }
  }
  expect(reader.patterns.counts.matched / records).toBeGreaterThan(0.9);
});

describe('anything else', () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -0.5, 1e300, '', '<empty>', '""', 'a\\"b', '\u2028'),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const names = ['time', 'resourceId', 'category', 'operationName', 'properties', '__proto__'];
  const change = fc.record({ at: fc.nat(), name: fc.constantFrom(...names, 'records'), odd });

  test('gives what the plain way gives, whatever a member holds', () => {
    const records = realistic(60, 8);
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const reader = new MessageTextReader();
        const changed: unknown[] = records.map((record) => Object.entries(record));
        for (const { at, name, odd: value } of changes) {
          const members = changed[at % changed.length] as [string, unknown][];
          const inner = members.find(([member]) => member === 'properties')?.[1];
          if (at % 2 === 0 && isJsonObject(inner)) {
            const entries = Object.entries(inner);
            const index = at % entries.length;
            entries[index] = [entries[index]?.[0] ?? '', value];
            members.push(['properties', Object.fromEntries(entries)]);
          } else members.splice(at % 7, at % 3, [name, value]);
        }
        // Written by hand, so that names may come twice.
        const texts = changed.map((members) => {
          const written = (members as [string, unknown][]).map(
            ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
          );
          return `{${written.join(',')}}`;
        });
        for (let at = 0; at < texts.length; at += 20) {
          const message = `{"records":[${texts.slice(at, at + 20).join(',')}]}`;
          expect(agrees(reader, message)).toBe(true);
        }
        for (const text of texts) agrees(reader, text);
      }),
      { numRuns: 150 },
    );
  });

  test('that is cut or spoilt is left to the plain way, or is JSON all the same', () => {
    const reader = new MessageTextReader();
    const texts = inMessages(realistic(90, 9), 3);
    for (const text of texts) agrees(reader, text);
    const spoilt = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.nat({ max: 3_000 }),
      cut: fc.nat({ max: 4 }),
      put: fc.constantFrom(
        '',
        '"',
        '\\',
        '{',
        '}',
        ']',
        ',',
        '\t',
        '\u0001',
        '\\u12',
        '\\x',
        '1e',
        'é',
      ),
    });
    fc.assert(
      fc.property(spoilt, ({ text, at, cut, put }) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut);
        agrees(reader, changed);
        agrees(reader, text.slice(0, at));
      }),
      { numRuns: 1_500 },
    );
  });

  test.each([
    '',
    '[]',
    '{}',
    '{"records":[]}',
    '{"records":[{}]}',
    '{"records":[{},{}]} {}',
    '{"records":{"a":1}}',
    '{"records":[1,{"a":"b"}]}',
    '{"records":[{"a":"b"}],"records":[]}',
    '{"a":"b","records":[]}',
    '{"tables":[{"columns":[],"rows":[]}]}',
    '{"a":"b","a":"c"}',
    '{"records":[{"a":"b"},]}',
    '{"records":[{"a":01}]}',
  ])('%s', (text) => {
    const reader = new MessageTextReader();
    for (let time = 0; time < 3; time += 1) agrees(reader, text);
  });
});

test('events hold texts of their own, which the next message does not write over', () => {
  const reader = new MessageTextReader();
  const [early = '', late = ''] = inMessages(realistic(100, 11), 50);
  const read = reader.read(early, position);
  const before = JSON.stringify(read);
  reader.read(late, position);
  expect(JSON.stringify(read)).toBe(before);
});

test('without success the reader gives up for a while, and tries again', () => {
  const reader = new MessageTextReader();
  let taken = 0;
  for (let at = 0; at < 8_000; at += 1) {
    if (reader.read(`{"a":[${at}]}`, position) !== null) taken += 1;
  }
  expect(taken).toBeLessThan(1_000);
  const messages = inMessages(realistic(1_000, 12), 10);
  for (let round = 0; round < 30; round += 1) {
    for (const text of messages) reader.read(text, position);
  }
  expect(reader.patterns.counts.matched).toBeGreaterThan(1_000);
});
