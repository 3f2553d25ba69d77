import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalAddress, formatAddress, networkOf, parseAddress } from '../../lib/intel/address';

describe('parseAddress', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['203.0.113.7:54021', '203.0.113.7'],
    ['[203.0.113.7]:443', '203.0.113.7'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%12]:80', 'fe80::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:8080', '203.0.113.7'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['::', '::'],
  ])('%j is %j', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  test.each([
    '',
    'unknown',
    '<empty>',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '01.2.3.4',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1.2.3.4:port',
    '1.2.3.4:',
    '0x7f.0.0.1',
    '16909060',
    '[2001:db8::1',
    '[2001:db8::1]x',
    '2001:db8::1::2',
    '12345::',
    ':',
    '1.2.3.4/24',
    `${'0:'.repeat(200)}1`,
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeNull();
    expect(canonicalAddress(text)).toBe('');
  });

  test('reads back what formatAddress writes', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(word, (first) => {
        const address = { version: 4 as const, words: [first] };
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), (words) => {
        fc.pre(!(words[0] === 0 && words[1] === 0 && words[2] === 0xffff));
        const address = { version: 6 as const, words };
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['203.0.113.77:1234', '203.0.113.0/24'],
  ['255.255.255.255', '255.255.255.0/24'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::/48'],
  ['::1', '::/48'],
  ['no address', ''],
])('networkOf(%j) is %j', (text, network) => {
  expect(networkOf(text)).toBe(network);
});
