import { describe, expect, test } from '@jest/globals';
import { GeoReader } from '../../lib/intel/geo';
import { COUNTRIES, residentialAddress } from '../../lib/simulation/world/countries';
import { AZURE_REGIONS, azureSubnet, rentedAddress } from '../../lib/simulation/world/datacenters';
import { Random } from '../../lib/simulation/random';
import { listedAddresses } from '../../lib/simulation/world/listedAddresses';

const geo = new GeoReader();
const random = new Random(11);

describe('addresses are where they claim to be', () => {
  test.each(COUNTRIES.map(({ code }) => code))('%s', (code) => {
    for (let i = 0; i < 40; i += 1) {
      expect(geo.lookup(residentialAddress(random, code))?.country).toBe(code);
    }
  });

  test('rented servers', () => {
    for (const country of ['DE', 'FR', 'US'] as const) {
      for (let i = 0; i < 40; i += 1) {
        expect(geo.lookup(rentedAddress(random, country))?.country).toBe(country);
      }
    }
  });

  test('Azure is registered in the United States, wherever its regions are', () => {
    for (const region of AZURE_REGIONS) {
      for (let i = 0; i < 20; i += 1) {
        expect(geo.lookup(`${azureSubnet(random, region)}.9`)?.country).toBe('US');
      }
    }
  });
});

test('listed addresses are distinct from one another', () => {
  const { tor, malicious } = listedAddresses(random);
  expect(new Set([...tor, ...malicious]).size).toBe(120);
});
