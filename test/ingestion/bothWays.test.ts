import { describe, expect, test } from '@jest/globals';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import type { UnderstoodBatch } from '../../lib/ingestion/understand';
import { throughHub, throughScan } from './understood';

const ids = activityIds(91);
const record = () => ({
  ...dataPlaneRecord({
    time: Date.parse('2026-11-22T12:30:00Z'),
    account: 'shop',
    activityId: ids(),
  }),
});
const json = (value: unknown) => JSON.stringify(value);
const one = () => json(record());

/** Reasons of dead letters, in order; `event` for what is an event. */
const outcome = ({ total, deadLetters }: UnderstoodBatch) => ({
  events: total.events + total.duplicates,
  dead: deadLetters.map(({ reason, raw }) => [reason, raw]),
});

/** A form, its text, how many events it holds, and the reasons of its dead letters. */
const FORMS: readonly [string, string, number, string[]][] = [
  ['JSON in a JSON text', json(json({ records: [record(), record()] })), 2, []],
  ['JSON in JSON in a JSON text', json(json(one())), 1, []],
  ['JSON texts one after another', `${json(one())}${json(one())}`, 2, []],
  ['an array of JSON texts', json([one(), json({ records: [record()] })]), 2, []],
  ['records as a JSON text', json({ records: json([record(), record()]) }), 2, []],
  ['records as JSON texts', json({ records: [one(), one()] }), 2, []],
  ['records in a list of records', json({ records: [[record()], record()] }), 2, []],
  ['a broken list in a JSON text', json(`[${one()},{"a":x},${one()}]`), 2, ['brokenJson']],
  ['values with commas between', `${one()},${one()} , ${json([record()])}`, 3, []],
  ['values with nothing between', one() + one() + json({ records: [record()] }), 3, []],
  ['values with record separators', `\x1e${one()}\n\x1e${one()}\n`, 2, []],
  ['lines with a comma at the end', `[\n${one()},\n${one()},\n]\n`, 2, []],
  ['arrays in arrays', json([[record()], [[record()], record()]]), 3, []],
  [
    'arrays of envelopes in arrays',
    json([[{ records: [record()] }], { records: [record()] }]),
    2,
    [],
  ],
  [
    'a query answer',
    json({ tables: [{ columns: [{ name: 'x' }], rows: [[1]] }] }),
    0,
    ['missingCategory'],
  ],
  ['records that is no list', json([{ records: 1 }, record()]), 1, ['recordsNotAnArray']],
  ['texts, numbers, null', `"x" 1 ${one()} null`, 1, ['notAnObject', 'notAnObject', 'notAnObject']],
  ['words between', `before ${one()} after`, 1, ['notJson', 'notJson']],
  ['an empty list and an empty text', `[] ${one()} ""`, 1, ['notAnObject']],
  ['lists too deep', `[[[[${one()}]]]]`, 0, ['notAnObject']],
  [
    'an array of a broken envelope',
    `[{"records":[{"a":x},${one()}]},{"records":[${one()}]}]`,
    2,
    ['brokenJson'],
  ],
];

describe('a file and a message of the hub with the same bytes give the same', () => {
  test.each(FORMS)('%s', async (_, text, events, reasons) => {
    const scanned = outcome(await throughScan(Buffer.from(text)));
    expect([scanned.events, scanned.dead.map(([reason]) => reason)]).toEqual([events, reasons]);
    expect(outcome(throughHub(text))).toEqual(scanned);
    expect(outcome(throughHub(Buffer.from(text)))).toEqual(scanned);
  });
});

describe('a broken record in an envelope', () => {
  const cut = (text: string) => text.slice(0, -60);
  test.each<[string, (text: string) => string, string]>([
    ['a bad escape', (text) => text.replace('"Read"', '"\\Read"'), 'brokenJson'],
    ['a bare NaN', (text) => text.replace('"Read"', 'NaN'), 'brokenJson'],
    ['a number of no form', (text) => text.replace('"Read"', '01'), 'brokenJson'],
    ['a key without quotes', (text) => text.replace('"category"', 'category'), 'brokenJson'],
    ['a missing colon', (text) => text.replace('"category":', '"category"'), 'brokenJson'],
    ['a control character', (text) => text.replace('Read', 'Re\nad'), 'brokenJson'],
    ['an open quote', (text) => text.replace('"Read"', '"Read'), 'brokenJson'],
    ['a missing bracket', (text) => text.slice(0, -1), 'brokenJson'],
    ['an end that is missing', cut, 'brokenJson'],
  ])('%s costs no neighbour and is told of with its place', async (_, spoil, reason) => {
    const [before, broken, behind] = [one(), spoil(one()), one()];
    const head = '{"name":"x","records":[';
    const bytes = Buffer.from(`${head}${before},${broken},${behind}],"more":[1,{"a":2}]}`);
    const offset = head.length + before.length + 1;

    const scanned = await throughScan(bytes);
    expect(scanned.total).toMatchObject({ events: 2, deadLettered: 1 });
    expect(scanned.deadLetters).toMatchObject([
      {
        message: { source: '-', sequence: offset },
        reason,
        raw: expect.stringContaining('"time"'),
      },
    ]);
    const delivered = throughHub(bytes);
    expect(delivered.total).toMatchObject({ events: 2, deadLettered: 1 });
    const { sequence } = delivered.events[0]?.message ?? {};
    expect(delivered.deadLetters).toMatchObject([{ message: { sequence }, index: 1, reason }]);
    expect(delivered.deadLetters[0]?.detail).toContain(`byte ${offset}`);
    expect(delivered.events.map(({ index }) => index)).toEqual([0, 2]);
  });

  test.each([',', '\n'])(
    'and its broken neighbours are told of one by one (%j)',
    async (between) => {
      const broken = one().replace('"Read"', 'NaN');
      const list = [broken, broken, one(), broken].join(between);
      const bytes = Buffer.from(between === ',' ? `{"records":[${list}]}` : list);
      for (const { total } of [await throughScan(bytes), throughHub(bytes)]) {
        expect(total).toMatchObject({ events: 1, deadLettered: 3 });
      }
    },
  );

  test('a comma that is missing costs nothing', async () => {
    const bytes = Buffer.from(`{"records":[${one()} ${one()}${one()}]}`);
    const all = { events: 3, deadLettered: 0 };
    expect((await throughScan(bytes)).total).toMatchObject(all);
    expect(throughHub(bytes).total).toMatchObject(all);
  });

  test('an envelope that is cut keeps its complete records', async () => {
    const whole = `{"records":[${one()},${one()}`;
    for (const [end, dead] of [
      [`,${one().slice(0, 200)}`, '{"time"'],
      [',', ''],
      ['', ''],
    ] as const) {
      const bytes = Buffer.from(`${whole}${end}`);
      for (const { total, deadLetters } of [await throughScan(bytes), throughHub(bytes)]) {
        expect([total.events + total.duplicates, total.deadLettered]).toEqual([2, 1]);
        expect(deadLetters[0]).toMatchObject({
          reason: 'truncated',
          raw: expect.stringContaining(dead),
        });
      }
    }
  });

  test('many broken records among many are read in linear time', () => {
    const records = Array.from({ length: 1500 }, (_, at) =>
      at % 3 === 1 ? one().replace('"Read"', 'NaN') : one(),
    );
    const { total } = throughHub(`{"records":[${records.join(',')}]}`);
    expect(total).toMatchObject({ events: 1000, deadLettered: 500 });
  });
});
