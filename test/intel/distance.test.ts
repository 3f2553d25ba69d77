import { describe, expect, test } from '@jest/globals';
import { countryArea } from '../../lib/intel/countryCentres';
import { leastDistance } from '../../lib/intel/distance';

const country = (code: string) => ({ country: code, latitude: null, longitude: null });
const VIENNA = { country: 'AT', latitude: 48.21, longitude: 16.37 };
const SYDNEY = { country: 'AU', latitude: -33.87, longitude: 151.21 };
const MELBOURNE = { country: 'AU', latitude: -37.81, longitude: 144.96 };

describe('least distance', () => {
  // Great circles as published: Vienna-Sydney 15,970 km, Sydney-Melbourne 710 km; less 50 km each.
  test.each([
    ['cities on two continents', VIENNA, SYDNEY, 15_870],
    ['cities of one country', SYDNEY, MELBOURNE, 615],
  ])('%s', (_name, one, other, expected) => {
    const distance = leastDistance(one, other) ?? 0;
    expect(Math.abs(distance - expected)).toBeLessThan(30);
    expect(leastDistance(other, one)).toBe(distance);
  });

  test('countries: neighbours touch, continents do not', () => {
    for (const [one, other] of [
      ['AT', 'DE'],
      ['US', 'CA'],
      ['PT', 'ES'],
      ['NO', 'SE'],
      ['AU', 'ID'],
    ] as const) {
      expect(leastDistance(country(one), country(other))).toBe(0);
    }
    expect(leastDistance(country('DE'), country('VN'))).toBeGreaterThan(7_000);
    expect(leastDistance(country('US'), country('BR'))).toBeGreaterThan(1_500);
    expect(leastDistance(country('FJ'), country('WS'))).toBeLessThan(1_000);
  });

  test('no more than the country is known, and any two places in it may be one', () => {
    expect(leastDistance(country('AU'), SYDNEY)).toBe(0);
  });

  test('what is not known has no distance', () => {
    expect(leastDistance(country('XX'), VIENNA)).toBeNull();
    expect(leastDistance({ country: null, latitude: null, longitude: null }, VIENNA)).toBeNull();
  });
});

test('capitals lie in the circles of their countries', () => {
  const capitals: readonly (readonly [string, number, number])[] = [
    ['US', 38.9, -77.04],
    ['AR', -34.6, -58.38],
    ['RU', 55.75, 37.62],
    ['CN', 39.9, 116.4],
    ['JP', 35.68, 139.69],
    ['ID', -6.2, 106.8],
    ['ZA', -33.92, 18.42],
    ['GB', 51.5, -0.13],
    ['NZ', -41.29, 174.78],
    ['CL', -33.45, -70.67],
    ['PT', 38.72, -9.14],
    ['VN', 21.03, 105.85],
  ];
  for (const [code, latitude, longitude] of capitals) {
    const area = countryArea(code);
    expect([code, area === null]).toEqual([code, false]);
    if (area === null) continue;
    const city = { country: 'city', latitude, longitude };
    const centre = { country: 'centre', latitude: area.latitude, longitude: area.longitude };
    expect([code, (leastDistance(city, centre) ?? Infinity) <= area.radius]).toEqual([code, true]);
  }
});

test('every country of ISO 3166 has its circle', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z'.split(' ');
  // Codes that are reserved or withdrawn, and such as name no country.
  const others = new Set(
    'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SF SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(
      ' ',
    ),
  );
  const missing = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => names.of(code) !== undefined && !others.has(code))
    .filter((code) => countryArea(code) === null);
  expect(missing).toEqual([]);
});
