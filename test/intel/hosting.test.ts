import { expect, test } from '@jest/globals';
import { hostOf } from '../../lib/intel/hosting';

test.each([
  ['20.73.41.7', 'azure'],
  ['52.186.100.67', 'azure'],
  ['54.170.1.2', 'aws'],
  ['35.200.1.2', 'google'],
  ['88.99.4.5', 'hetzner'],
  ['10.1.0.4', null],
  ['84.112.253.91', null],
  ['2001:db8::1', null],
  ['', null],
])('%s belongs to %s', (address, host) => {
  expect(hostOf(address)).toBe(host);
});

test('what a database tells of the system comes first', () => {
  expect(hostOf('84.112.253.91', 9009)).toBe('m247');
  expect(hostOf('20.73.41.7', 64_500)).toBe('azure');
});
