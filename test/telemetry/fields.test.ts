import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { clientAddressOf } from '../../lib/telemetry/clientAddress';
import { numberOf, quantityOf, textOf } from '../../lib/telemetry/fields';
import { InternTable } from '../../lib/telemetry/internTable';
import { parseTime } from '../../lib/telemetry/time';

describe('time', () => {
  test.each([
    ['2023-06-26T12:04:47.4481956Z', '2023-06-26T12:04:47.448Z'],
    ['2026-04-02T16:38:34Z', '2026-04-02T16:38:34.000Z'],
    ['2026-04-02 16:38:34.5', '2026-04-02T16:38:34.500Z'],
    ['2026-04-02T16:38:34+02:00', '2026-04-02T14:38:34.000Z'],
    ['2024-02-29T23:59:59.999-0130', '2024-03-01T01:29:59.999Z'],
    ['Fri, 23 Jun 2017 19:29:50.266 GMT', '2017-06-23T19:29:50.266Z'],
    ['Thu, 01 Jan 1970 00:00:00 GMT', '1970-01-01T00:00:00.000Z'],
  ])('%s', (logged, time) => {
    expect(new Date(parseTime(logged)).toISOString()).toBe(time);
  });

  test.each([
    '',
    'now',
    '2023-06-15:54:46.8676027Z',
    '2023-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-01-01T24:00:00Z',
    '2023-01-01T00:00:00.Z',
    '2023-01-01T00:00:00Zzz',
    '2023-01-01',
    'Fri, 31 Feb 2017 19:29:50 GMT',
    'Fri, 23 Jon 2017 19:29:50 GMT',
  ])('%p is no time', (logged) => {
    expect(parseTime(logged)).toBeNaN();
  });

  test('agrees with Date on every time', () => {
    const dates = fc.date({
      min: new Date('0001-01-01'),
      max: new Date('9999-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseTime(date.toISOString())).toBe(date.getTime());
        expect(parseTime(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(parseTime(text)).toBeDefined()));
  });
});

describe('numbers', () => {
  test.each([
    ['4.726000', 4.726],
    ['9.059999999999999', 9.059999999999999],
    ['0', 0],
    ['9999999999', 9999999999],
    ['999999999', 999999999],
    ['1e3', 1000],
    ['-5', -5],
    ['.', 0],
    ['1.2.3', 0],
    ['', 0],
    ['<empty>', 0],
    ['1e999', 0],
    [7.5, 7.5],
    [NaN, 0],
    [null, 0],
    [{}, 0],
  ])('%p is %p', (logged, number) => {
    expect(numberOf(logged)).toBe(number);
  });

  test('a text gives what JSON gives', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (x) =>
        expect(numberOf(String(x))).toBe(x + 0),
      ),
    );
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(6), (n, places) => {
        const text = (n / 1000).toFixed(places);
        expect(numberOf(text)).toBe(JSON.parse(text));
      }),
    );
  });

  test('a quantity is never negative', () => {
    expect(quantityOf('-3')).toBe(0);
  });
});

test.each([
  ['x', 'x'],
  ['<empty>', ''],
  ['""', ''],
  ['""""', ''],
  ['<b>', '<b>'],
  [5, '5'],
  [true, 'true'],
  [null, ''],
  [['x'], ''],
])('text of %p is %p', (value, text) => {
  expect(textOf(value)).toBe(text);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7:51234', '203.0.113.7'],
  ['[2001:DB8::1]:443', '2001:db8::1'],
  ['2001:0db8:0:0:0:0:0:1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['[::ffff:cb00:7107]', '203.0.113.7'],
  ['127.0.0.0/8', ''],
  ['10.0.1', ''],
  ['0x7f.1', ''],
  ['[broken', ''],
  ['unknown', ''],
  ['1'.repeat(1_000), ''],
  ['', ''],
])('client address of %p is %p', (logged, address) => {
  expect(clientAddressOf(logged)).toBe(address);
});

test('an intern table gives what was made, one object where it is kept, and stays bounded', () => {
  let made = 0;
  const table = new InternTable<{ text: string }>(16, (text) => {
    made++;
    return { text };
  });
  expect(table.get('a')).toBe(table.get('a'));
  fc.assert(fc.property(fc.string(), (text) => expect(table.get(text).text).toBe(text)));
  const before = made;
  const long = 'x'.repeat(600);
  expect(table.get(long)).not.toBe(table.get(long));
  expect(made).toBe(before + 2);
});
