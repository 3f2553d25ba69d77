import { expect, test } from '@jest/globals';
import { formatAddress } from '../../lib/intel/address';
import { parseNetwork } from '../../lib/intel/network';

test.each([
  ['198.51.100.7', '198.51.100.7', '198.51.100.7'],
  ['198.51.100.7/32', '198.51.100.7', '198.51.100.7'],
  ['198.51.100.7/24', '198.51.100.0', '198.51.100.255'],
  ['198.51.100.0/23', '198.51.100.0', '198.51.101.255'],
  ['128.0.0.0/1', '128.0.0.0', '255.255.255.255'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::5/126', '2001:db8::4', '2001:db8::7'],
  ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['::ffff:198.51.100.7/120', '198.51.100.0', '198.51.100.255'],
])('%s is %s to %s', (text, first, last) => {
  const network = parseNetwork(text);
  expect(network).not.toBeNull();
  if (network === null) return;
  expect(formatAddress({ version: network.version, words: network.first })).toBe(first);
  expect(formatAddress({ version: network.version, words: network.last })).toBe(last);
});

test.each([
  '',
  '/24',
  '1.2.3.4/',
  '1.2.3.4/33',
  '1.2.3.4/-1',
  '1.2.3.4/2x',
  '::1/129',
  '::ffff:1.2.3.4/95',
  'a/24',
])('%j is no network', (text) => {
  expect(parseNetwork(text)).toBeNull();
});
