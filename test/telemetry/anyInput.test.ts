import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseRecord } from '../../lib/telemetry/parse';
import { isEvent } from '../../lib/telemetry/parsed';
import { recordsOf } from '../../lib/telemetry/payload';
import { rawCopy } from '../../lib/telemetry/rawCopy';
import * as fixture from './fixtures/records';
import { MESSAGE } from './support';

const shapes: fixture.Fields[] = [
  fixture.dataPlane(),
  fixture.dataPlane2017(),
  fixture.aggregate(),
  fixture.queryRuntime(),
  fixture.controlPlane('SqlContainersDelete'),
  ...['Mongo', 'Cassandra', 'Gremlin', 'TableApi'].map((api) =>
    fixture.apiRequest(`${api}Requests`, 'query', { piiCommandText: '{"request":"x"}' }),
  ),
  fixture.activity(),
  fixture.activityRest(),
  {
    TimeGenerated: fixture.TIME,
    Type: 'CDBDataPlaneRequests',
    _ResourceId: fixture.ACCOUNT,
    StatusCode: 200,
  },
  {
    TimeGenerated: fixture.TIME,
    Type: 'AzureActivity',
    _ResourceId: fixture.ACCOUNT,
    OperationNameValue: 'x/y/action',
    CategoryValue: 'Administrative',
  },
];

const wrong = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '',
    '<empty>',
    '""',
    '""""',
    'NaN',
    '-1',
    '1e999',
    '9'.repeat(40),
    '\u0000',
    '{',
    "{'",
    '[]',
  ),
);

/** Some members of a record, and of its properties, replaced by anything. */
function spoiled(record: fixture.Fields): fc.Arbitrary<fixture.Fields> {
  const spoil = (fields: fixture.Fields) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(fields), '__proto__', 'constructor'), wrong, {
        maxKeys: 4,
      })
      .map((changes) => ({ ...fields, ...changes }));
  const { properties } = record;
  const inner =
    typeof properties === 'object' && properties !== null
      ? spoil({ ...properties }).map((changed) => ({ ...record, properties: changed }))
      : fc.constant(record);
  return fc.oneof(spoil(record), inner);
}

/** What holds for every event, whatever it was made from. */
function expectSound(event: object): void {
  for (const [name, value] of Object.entries(event)) {
    expect(value).not.toBeUndefined();
    if (typeof value === 'number') expect([name, Number.isFinite(value)]).toEqual([name, true]);
    if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(2_048);
  }
}

describe('any input', () => {
  test('wrong types in every field give an event, a reason or a dead letter', () => {
    const record = fc.constantFrom(...shapes).chain(spoiled);
    fc.assert(
      fc.property(record, (value) => {
        const parsed = parseRecord(value, MESSAGE, 0);
        if (isEvent(parsed)) expectSound(parsed);
        else expect(['ignored', 'deadLetter']).toContain(parsed.kind);
      }),
      { numRuns: 3_000 },
    );
  });

  test('each field of each shape, replaced one by one', () => {
    for (const shape of shapes) {
      for (const name of Object.keys(shape)) {
        for (const value of [null, 0, -1.5, true, '', [], {}, [[]], 'x'.repeat(5_000)]) {
          const parsed = parseRecord({ ...shape, [name]: value }, MESSAGE, 0);
          if (isEvent(parsed)) expectSound(parsed);
          else expect(['ignored', 'deadLetter']).toContain(parsed.kind);
        }
      }
    }
  });

  test('records = events + ignored + dead letters, for any payload', () => {
    // Lists are opened: what they hold is counted in their place.
    const single = fc.jsonValue().filter((value) => !Array.isArray(value));
    const part = fc.oneof(fc.constantFrom(...shapes), single, fc.constantFrom('{"a":', ''));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.boolean(), (parts, wrapped) => {
        const { records, unreadable } = recordsOf(
          JSON.stringify(wrapped ? { records: parts } : { records: [], parts }),
        );
        const counts = { event: 0, ignored: 0, deadLetter: unreadable.length };
        for (const [index, record] of records.entries()) {
          const parsed = parseRecord(record, MESSAGE, index);
          if (isEvent(parsed)) counts.event++;
          else counts[parsed.kind]++;
        }
        expect(counts.event + counts.ignored + counts.deadLetter).toBe(wrapped ? parts.length : 0);
      }),
    );
  });
});

describe('rawCopy', () => {
  test('is the JSON of a value where it fits', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(JSON.parse(rawCopy(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  test('is never longer than its limit', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(50), (value, limit) =>
        expect(rawCopy(value, limit).length).toBeLessThanOrEqual(limit),
      ),
    );
  });
});
