import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordsOfValue } from '../../lib/telemetry/payload';
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
import * as fixture from './fixtures/records';
import { isEvent } from '../../lib/telemetry/parsed';
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
  return recordsOfValue(value).records.map((record, index) =>
    outcomeOfRecord(record, position, index),
  );
}

/** Reads a text in the midst of other bytes. */
function readText(reader: MessageTextReader, text: string) {
  const bytes = Buffer.from(`"\u00e9${text}"}{"`);
  return reader.read(bytes, 3, bytes.length - 4, position);
}

/** Reads a text and compares; true where the reader took it on. */
function agrees(reader: MessageTextReader, text: string): boolean {
  const read = readText(reader, text);
  if (read === null) return false;
  expect(read.outcomes).toEqual(plainly(text));
  const first = recordsOfValue(JSON.parse(text)).records[0];
  const [outcome] = read.outcomes;
  const logged = isJsonObject(first) ? loggedTime(first) : undefined;
  expect(read.firstTime).toEqual(outcome && isEvent(outcome) ? outcome.time : logged);
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

describe('members that differ between records of a category', () => {
  const values = [
    ...['', '<empty>', '""', 'A', 'a\\"\n', 'd\u00e9j\u00e0 vu', 'x'.repeat(300)],
    ...['0', '12', '12.500000', '-1', '404', '16500', 'Unauthorized', '4.726000e2', 'not a number'],
    ...['Read', 'eval', 'QuerySelect', 'Query', 'find', 'RoutingGateway', 'Postman/1.2'],
    ...['203.0.113.9', '[2001:db8::1]:443', 'ResourceToken', 'shop', 'system_schema'],
    ...[
      '/dbs/a/colls/b/docs/c',
      'g.V().drop()',
      'g.addV("x")',
      '{"query":"SELECT 1"}',
      '{"query":',
    ],
    ...['2026-03-04T05:06:07.89Z', '2026-03-04 05:06:08', '1601-01-01T00:00:00Z', 'yesterday'],
    ...[fixture.RESOURCE_ID, `${fixture.RESOURCE_ID}2`, `/SUBSCRIPTIONS/${fixture.SUBSCRIPTION}`],
  ];
  /** Those on which more than one field of an event depends. */
  const telling: Readonly<Record<string, readonly string[]>> = {
    operationName: ['eval', 'find', 'QuerySelect'],
    databaseName: ['', 'shop', 'system_schema'],
    requestResourceId: ['', '/dbs/a', '/dbs/a/colls/b', '/dbs/b/colls/c/docs/d'],
    piiCommandText: ['', 'g.V()', 'g.V().drop()'],
    authTokenType: ['', 'ResourceToken', 'SystemAll'],
    useragent: ['RoutingGateway', 'Postman/1.2'],
  };
  const shapes: readonly (readonly [string, fixture.Fields])[] = [
    ['DataPlaneRequests', fixture.dataPlane()],
    ['DataPlaneRequests without names', fixture.dataPlane({ databaseName: '' })],
    ['the one of 2017', fixture.dataPlane2017()],
    ['DataPlaneRequests5M', fixture.aggregate()],
    ['QueryRuntimeStatistics', fixture.queryRuntime()],
    ['ControlPlaneRequests', fixture.controlPlane('SqlContainersDelete')],
    ['MongoRequests', fixture.apiRequest('MongoRequests', 'find')],
    ['CassandraRequests', fixture.apiRequest('CassandraRequests', 'QuerySelect')],
    ['GremlinRequests', fixture.apiRequest('GremlinRequests', 'eval')],
    ['TableApiRequests', fixture.apiRequest('TableApiRequests', 'Query')],
  ];

  /** The record with other texts for some of its members. */
  function changed(record: fixture.Fields, places: ReadonlyMap<string, string>): fixture.Fields {
    const entries = Object.entries(record).map(([name, value]): [string, unknown] => {
      if (isJsonObject(value)) return [name, changed(value, places)];
      return [name, typeof value === 'string' ? (places.get(name) ?? value) : value];
    });
    return Object.fromEntries(entries);
  }

  test.each(shapes)('%s', (_, record) => {
    const { properties } = record;
    const names = [record, isJsonObject(properties) ? properties : {}].flatMap(Object.keys);
    const change = (name: string) =>
      fc.tuple(fc.constant(name), fc.constantFrom(...(telling[name] ?? []), ...values));
    // Only some members differ, so that what they tell meets what the others told before.
    const changes = fc.subarray(names, { minLength: 1, maxLength: 4 }).chain((few) => {
      const record = fc.array(fc.constantFrom(...few).chain(change), { maxLength: 4 });
      return fc.array(record, { minLength: 40, maxLength: 40 });
    });
    fc.assert(
      fc.property(changes, (several) => {
        const reader = new MessageTextReader();
        for (const each of several) {
          const text = JSON.stringify(changed(record, new Map(each)));
          // Twice: after the first time its outline is known.
          for (let time = 0; time < 2; time += 1) expect(agrees(reader, text)).toBe(true);
        }
        expect(reader.patterns.counts.matched).toBeGreaterThan(10);
      }),
      { numRuns: 20 },
    );
  });
});

describe('values that are read from their bytes', () => {
  const { properties } = fixture.dataPlane();
  const record = (time: string, size: string, charge: string) => {
    const members = { ...(isJsonObject(properties) ? properties : {}) };
    const spelt = { ...members, responseLength: 'size', requestCharge: 'charge' };
    const text = JSON.stringify({ ...fixture.dataPlane(), time, properties: spelt });
    return text.replace('"size"', size).replace('"charge"', charge);
  };
  /** Reads it as one more of its kind, and compares. */
  function agreesAfterOthers(text: string): boolean {
    const reader = new MessageTextReader();
    for (let at = 1; at < 4; at += 1) {
      const time = `2026-03-04T05:06:0${at}.${at}00Z`;
      agrees(reader, record(time, text.includes('"7') ? `"${at}"` : `${at}.5`, `"${at}"`));
    }
    expect(reader.patterns.counts.matched).toBeGreaterThan(0);
    return agrees(reader, text);
  }

  test.each([
    ...[
      '0',
      '7',
      '007',
      '12.50',
      '12.5.1',
      '.5',
      '5.',
      '.',
      '-5',
      '+5',
      '1e3',
      '1E-2',
      '1,5',
      ' 5',
    ],
    ...['0.1', '123456789012345', '1234567890123456', '9007199254740993', '1234567.12345678'],
    ...['0.123456789012345', '99999999999999.9', 'Infinity', '0x10', '<empty>', '', 'é'],
  ])('a quantity in a text: %s', (spelt) => {
    expect(agreesAfterOthers(record('2026-03-04T05:06:07.800Z', '"7"', `"${spelt}"`))).toBe(true);
  });

  test.each(['0', '-0', '12.5', '1e3', '1E+2', '-1.25e-3', '0.1', '12345678901234567890', '1e999'])(
    'a JSON number: %s',
    (spelt) => {
      expect(agreesAfterOthers(record('2026-03-04T05:06:07.800Z', spelt, '"1"'))).toBe(true);
    },
  );

  test.each(['01', '1.', '-', '1e', '1e+', '.5', '+1', '1.5.2', '--1', '0x1', '1 2'])(
    'no JSON number: %s',
    (spelt) => {
      expect(agreesAfterOthers(record('2026-03-04T05:06:07.800Z', spelt, '"1"'))).toBe(false);
    },
  );

  test.each([
    ...['2026-03-04T05:06:59.9999999Z', '2026-03-04T05:07:00.000Z', '2026-03-04T05:06:60.000Z'],
    ...['2026-03-04T05:06:07.8Z', '2026-03-04T05:06:07Z', '2026-03-04T05:06:07.800+01:00'],
    ...['2026-03-04T05:06:07.8x0Z', '2026-03-04T05:06:07.800xxZ', '2026-03-04T05:06:0x.800Z'],
    ...[
      '2026-03-04T05:06:07,800Z',
      '2026-03-04T05:06-07.800Z',
      '2026-03-04T05:06:07.800000000000Z',
    ],
    ...['2026-03-04 05:06:07.800Z', '2026-03-04T05:06:07.800z', '2026-03-04T05:06:-7.800Z'],
  ])('a time: %s', (spelt) => {
    expect(agreesAfterOthers(record(spelt, '"7"', '"1"'))).toBe(true);
  });
});

describe('texts that come again', () => {
  const lengths = [1, 2, 6, 7, 8, 9, 14, 15, 16, 17, 31, 32, 33, 40, 41, 254, 255, 256, 257];
  const odd = ['', '"', '\\', 'a\\', '\n', '12', '012', '<empty>'];
  /** Texts of a length that differ in their first, last or middle character, and odd ones. */
  function alike(length: number): string[] {
    const at = (place: number) => 'a'.repeat(place) + 'b' + 'a'.repeat(length - place - 1);
    const texts = [at(0), at(length - 1), at(length >> 1), `${'a'.repeat(length - 1)}\u00e9`];
    return [...texts, ...texts, ...odd];
  }
  const { properties } = fixture.dataPlane();
  const record = (members: fixture.Fields) => ({
    ...fixture.dataPlane(),
    operationName: members.operationName,
    properties: { ...(isJsonObject(properties) ? properties : {}), ...members },
  });

  test('are told apart at every length', () => {
    const records = fc.constantFrom(...lengths).chain((length) => {
      const text = fc.constantFrom(...alike(length));
      const members = { operationName: text, userAgent: text, statusCode: text };
      const more = { databaseName: text, requestLength: text };
      return fc.array(fc.record({ ...members, ...more }), { minLength: 2, maxLength: 6 });
    });
    fc.assert(
      fc.property(records, fc.nat(), (several, seed) => {
        const reader = new MessageTextReader();
        const random = randomNumbers(seed);
        for (let round = 0; round < 20; round += 1) {
          const one = several[Math.floor(random() * several.length)];
          // The same again at once, as most are.
          const messages = inMessages([record(one ?? {}), record(one ?? {})], 1 + (round % 2));
          for (const message of messages) expect(agrees(reader, message)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('stay what they are while others push them out of what is remembered', () => {
    const reader = new MessageTextReader();
    const { properties } = fixture.controlPlane('SqlContainersDelete');
    const members = isJsonObject(properties) ? properties : {};
    const names = Object.keys(members);
    for (let at = 0; at < 2_000; at += 1) {
      // One member after the other stops changing.
      const entries = names.map((name, index): [string, unknown] => {
        return [name, at < 20 * (names.length - index) || index === 0 ? `${name} ${at}` : name];
      });
      const changed = { ...fixture.controlPlane('SqlContainersDelete') };
      const text = JSON.stringify({ ...changed, properties: Object.fromEntries(entries) });
      expect(agrees(reader, text)).toBe(true);
    }
  });
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
  const read = readText(reader, early);
  const before = JSON.stringify(read);
  readText(reader, late);
  expect(JSON.stringify(read)).toBe(before);
});

test('without success the reader gives up for a while, and tries again', () => {
  const reader = new MessageTextReader();
  let taken = 0;
  for (let at = 0; at < 8_000; at += 1) {
    if (readText(reader, `{"a":[${at}]}`) !== null) taken += 1;
  }
  expect(taken).toBeLessThan(1_000);
  const messages = inMessages(realistic(1_000, 12), 10);
  for (let round = 0; round < 30; round += 1) {
    for (const text of messages) readText(reader, text);
  }
  expect(reader.patterns.counts.matched).toBeGreaterThan(1_000);
});
