import type { PlaceOf } from '../baseline/profile/facets';

/** Where the networks of made-up records are: for documentation, of Azure, and 100.0.0.0/16 and on. */
const COUNTRIES: ReadonlyMap<string, string> = new Map([
  ['192.0', 'NL'],
  ['198.51', 'DE'],
  ['203.0', 'BR'],
  ['20.73', 'NL'],
  ['20.42', 'US'],
  ...['FR', 'US', 'JP', 'IN', 'ZA', 'GB', 'CA', 'IT', 'CN'].map(
    (country, n) => [`100.${n}`, country] as const,
  ),
]);

/** Where an address of a detector's cases is. */
export const casePlaceOf: PlaceOf = (address) => {
  const country = COUNTRIES.get(address.split('.', 2).join('.')) ?? null;
  return country === null ? null : { country, asn: null, latitude: null, longitude: null };
};
