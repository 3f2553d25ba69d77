import { expect, test } from '@jest/globals';
import { parseAddress } from '../../lib/intel/address';
import { isPublic, scopeOf, scopesWithin } from '../../lib/intel/addressScope';
import { parseNetwork } from '../../lib/intel/network';

test.each([
  ['8.8.8.8', 'public'],
  ['9.255.255.255', 'public'],
  ['10.0.0.0', 'private'],
  ['10.255.255.255', 'private'],
  ['11.0.0.0', 'public'],
  ['172.15.255.255', 'public'],
  ['172.16.0.1', 'private'],
  ['172.32.0.0', 'public'],
  ['192.168.1.1', 'private'],
  ['100.63.255.255', 'public'],
  ['100.64.0.1', 'carrierGradeNat'],
  ['100.128.0.0', 'public'],
  ['127.0.0.1', 'loopback'],
  ['169.254.169.254', 'linkLocal'],
  ['192.0.2.1', 'documentation'],
  ['198.51.100.1', 'documentation'],
  ['203.0.113.255', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'reserved'],
  ['0.0.0.0', 'reserved'],
  ['::ffff:10.1.2.3', 'private'],
  ['::1', 'loopback'],
  ['::2', 'public'],
  ['fd00::1', 'private'],
  ['fe80::1%eth0', 'linkLocal'],
  ['2001:db8::1', 'documentation'],
  ['2001:db9::1', 'public'],
  ['2001:4860:4860::8888', 'public'],
  ['ff02::1', 'multicast'],
])('%s is %s', (text, scope) => {
  const address = parseAddress(text);
  expect(address && scopeOf(address)).toBe(scope);
  expect(isPublic(text)).toBe(scope === 'public');
});

test('what is no address is not public', () => {
  expect(isPublic('')).toBe(false);
  expect(isPublic('example.org')).toBe(false);
});

test('a network touches every special scope inside it, at its edges and around it', () => {
  const scopes = (text: string) => {
    const network = parseNetwork(text);
    return network && [...scopesWithin(network)].sort();
  };
  expect(scopes('8.8.8.0/24')).toEqual([]);
  expect(scopes('172.0.0.0/8')).toEqual(['private']);
  expect(scopes('192.168.3.0/24')).toEqual(['private']);
  expect(scopes('192.0.0.0/8')).toEqual(['documentation', 'private', 'reserved']);
  expect(scopes('11.0.0.0/8')).toEqual([]);
  expect(scopes('2001:d00::/24')).toEqual(['documentation']);
});
