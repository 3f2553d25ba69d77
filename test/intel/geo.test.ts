import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { GeoReader } from '../../lib/intel/geo';
import { GeoFileError } from '../../lib/intel/geoDatabase';
import { SHIPPED_GEO_PACKAGE, shippedGeoPath } from '../../lib/intel/shippedGeoDatabase';
import { mmdbFile } from './mmdbFile';
import { temporaryFolder } from '../temporaryFolder';

const BUILT = Date.UTC(2026, 4, 1);
const NOW = Date.UTC(2026, 4, 11, 12);
let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
});

function file(name: string, bytes: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const nothing = {
  country: null,
  city: null,
  latitude: null,
  longitude: null,
  asn: null,
  organisation: null,
};

describe('the shipped database', () => {
  const geo = new GeoReader();

  test.each([
    ['193.0.6.139', 'NL'],
    ['133.11.0.1', 'JP'],
    ['8.8.8.8', 'US'],
    ['8.8.8.8:443', 'US'],
    ['::ffff:8.8.8.8', 'US'],
    ['2001:4860:4860::8888', 'US'],
  ])('knows the country of %s', (ip, country) => {
    expect(geo.lookup(ip)).toEqual({ ...nothing, country });
    expect(geo.lookup(ip)).toBe(geo.lookup(ip));
  });

  test.each(['10.0.0.1', '127.0.0.1', '::1', 'fd00::1', '', 'no address'])(
    'knows nothing of %j',
    (ip) => {
      expect(geo.lookup(ip)).toBeNull();
    },
  );

  test('tells its age', () => {
    const [status, ...more] = geo.describe(Date.UTC(2030, 0, 1));
    expect(more).toEqual([]);
    expect(status).toMatchObject({ source: SHIPPED_GEO_PACKAGE, kind: 'country', problem: null });
    expect(status?.built).toMatch(/^20\d\d-\d\d-\d\dT/);
    expect(status?.ageDays).toBe(
      Math.floor((Date.UTC(2030, 0, 1) - Date.parse(status?.built ?? '')) / 86_400_000),
    );
  });

  test('that is not installed leaves geo empty, with the reason', () => {
    const without = new GeoReader([], () => null);
    expect(without.lookup('8.8.8.8')).toBeNull();
    expect(without.describe(NOW)).toEqual([
      {
        source: SHIPPED_GEO_PACKAGE,
        kind: null,
        type: null,
        built: null,
        ageDays: null,
        problem: 'it is not installed',
      },
    ]);
  });

  test('is found from within a bundle, and its absence is no crash', () => {
    const bundle = join(folder, 'app', 'dist', 'main.js');
    const result = buildSync({
      stdin: {
        contents: `import { shippedGeoPath } from './lib/intel/shippedGeoDatabase';
          process.stdout.write(String(shippedGeoPath()));`,
        resolveDir: process.cwd(),
      },
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    expect(result.warnings).toEqual([]);
    const run = () => execFileSync(process.execPath, [bundle], { encoding: 'utf8' });
    expect(run()).toBe('null');
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'app', 'node_modules'));
    expect(run()).toBe(shippedGeoPath());
  });
});

describe("the operator's files", () => {
  const build = (type: string, version: 4 | 6, networks: Parameters<typeof mmdbFile>[3]) =>
    file(`${type}.mmdb`, mmdbFile(type, BUILT, version, networks));

  test('city and ASN files complete each other, and come before the shipped one', () => {
    const city = build('GeoLite2-City', 6, {
      '8.8.8.0/24': {
        country: { iso_code: 'CH', names: { en: 'Switzerland' } },
        city: { names: { en: 'Bern' } },
        location: { latitude: 46.948, longitude: 7.447, accuracy_radius: 20 },
      },
      '2001:db8::/32': { registered_country: { iso_code: 'is' } },
    });
    const asn = build('GeoLite2-ASN', 4, {
      '8.8.0.0/16': {
        autonomous_system_number: 64500,
        autonomous_system_organization: 'Example Net',
      },
    });
    const geo = new GeoReader([asn, city]);
    geo.verify();
    expect(geo.lookup('8.8.8.8')).toEqual({
      country: 'CH',
      city: 'Bern',
      latitude: 46.948,
      longitude: 7.447,
      asn: 64500,
      organisation: 'Example Net',
    });
    // Here only the ASN file and the shipped one know something.
    expect(geo.lookup('8.8.4.4')).toEqual({
      ...nothing,
      country: 'US',
      asn: 64500,
      organisation: 'Example Net',
    });
    // An IPv6 address is not looked up among the IPv4 networks of the ASN file.
    expect(geo.lookup('2001:db8::1')).toEqual({ ...nothing, country: 'IS' });
    expect(geo.lookup('808:808::1')).toBeNull();
    expect(geo.describe(NOW).slice(0, 2)).toEqual([
      {
        source: asn,
        kind: 'asn',
        type: 'GeoLite2-ASN',
        built: '2026-05-01T00:00:00.000Z',
        ageDays: 10,
        problem: null,
      },
      {
        source: city,
        kind: 'city',
        type: 'GeoLite2-City',
        built: '2026-05-01T00:00:00.000Z',
        ageDays: 10,
        problem: null,
      },
    ]);
  });

  test('flat shapes are understood, and odd values are left out', () => {
    const path = build('ipinfo generic_lite.mmdb', 4, {
      '1.0.0.0/24': {
        country: 'Australia',
        country_code: 'AU',
        asn: 'AS64501',
        as_name: 'Lite Net',
      },
      '1.0.1.0/24': { country: 'NZ', country_name: 'New Zealand', asn: '', as_name: '' },
      '1.0.2.0/24': { city: 'Oslo', country: 'NO', lat: '59.91', lng: '10.75' },
      '1.0.3.0/24': { country_code: 'SE', city: 'Lund', latitude: 55.7, longitude: 13.19 },
      '1.0.4.0/24': { country: 7, country_code: 'FI', city: 9, lat: 'north', asn: 'ASx' },
    });
    const geo = new GeoReader([path], () => null);
    expect(geo.lookup('1.0.0.1')).toEqual({
      ...nothing,
      country: 'AU',
      asn: 64501,
      organisation: 'Lite Net',
    });
    expect(geo.lookup('1.0.1.1')).toEqual({ ...nothing, country: 'NZ' });
    expect(geo.lookup('1.0.2.1')).toEqual({
      ...nothing,
      country: 'NO',
      city: 'Oslo',
      latitude: 59.91,
      longitude: 10.75,
    });
    expect(geo.lookup('1.0.3.1')).toEqual({
      ...nothing,
      country: 'SE',
      city: 'Lund',
      latitude: 55.7,
      longitude: 13.19,
    });
    expect(geo.lookup('1.0.4.1')).toEqual({ ...nothing, country: 'FI' });
    expect(geo.lookup('1.0.5.1')).toBeNull();
    expect(geo.describe(NOW)[0]?.kind).toBe('country');
  });

  test.each([
    ['missing.mmdb', null, 'there is no such file'],
    ['empty.mmdb', '', 'it is no MMDB file'],
    ['text.mmdb', 'country,ip\n', 'it is no MMDB file'],
    ['marker.mmdb', '\xab\xcd\xefMaxMind.com', 'it cannot be read'],
  ])(
    '%s is an error that names the file, and lookups go on without it',
    (name, content, problem) => {
      const bytes = content === null ? null : Buffer.from(content, 'latin1');
      const path = bytes === null ? join(folder, name) : file(name, bytes);
      const geo = new GeoReader([path]);
      expect(() => geo.verify()).toThrow(GeoFileError);
      expect(() => geo.verify()).toThrow(`Geo database ${path}: ${problem}`);
      expect(geo.lookup('8.8.8.8')?.country).toBe('US');
      expect(geo.describe(NOW)[0]).toMatchObject({
        source: path,
        kind: null,
        problem: expect.stringContaining(problem),
      });
    },
  );

  test('a file cut at its end or in its middle is an error', () => {
    const whole = mmdbFile('GeoLite2-City', BUILT, 6, { '8.8.8.0/24': { country_code: 'CH' } });
    const end = file('cut.mmdb', whole.subarray(0, whole.length - 60));
    const middle = file(
      'hole.mmdb',
      whole.subarray(whole.indexOf('\xab\xcd\xefMaxMind', 'latin1')),
    );
    expect(() => new GeoReader([end]).verify()).toThrow(GeoFileError);
    expect(() => new GeoReader([middle]).verify()).toThrow('smaller than its metadata says');
  });

  test('nothing is read before the first lookup', () => {
    const path = join(folder, 'later.mmdb');
    const geo = new GeoReader([path], () => null);
    copyFileSync(build('GeoLite2-Country', 4, { '8.8.8.0/24': { country_code: 'CH' } }), path);
    expect(geo.lookup('8.8.8.8')?.country).toBe('CH');
    writeFileSync(path, readFileSync(path).fill(0));
    expect(geo.lookup('8.8.8.9')?.country).toBe('CH');
  });
});
