import type { Random } from '../random';

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** Hours ahead of UTC in winter; where a country has several zones, the most peopled. */
  readonly offset: number;
  /** First two octets of networks of that country's internet providers. */
  readonly networks: readonly string[];
  /** Countries that its people drive or take a short flight to. */
  readonly neighbours: readonly string[];
}

/** `offset`, networks, neighbours; checked against the shipped country database by a test. */
const ROWS: Readonly<Record<string, readonly [number, string, string]>> = {
  AT: [1, '84.112 80.108 62.178', 'DE CZ IT CH SK HR'],
  DE: [1, '91.64 77.20 87.140 79.192', 'AT NL FR PL CH DK'],
  GB: [0, '86.3 81.100 82.0', 'IE FR NL ES'],
  US: [-6, '24.5 73.12 98.200 68.40 71.60', 'CA MX'],
  IN: [5.5, '49.36 117.216', 'SG TH'],
  BR: [-3, '177.32 189.40', 'AR CL'],
  AU: [10, '60.241 101.160 1.120 120.144', 'SG ID'],
  JP: [9, '126.3 153.128 106.128', 'KR TH'],
  FR: [1, '90.0 82.64 86.192 92.128', 'ES IT DE CH GB'],
  NL: [1, '84.80 77.160 82.168 83.80', 'DE GB FR'],
  CH: [1, '85.0 178.192 85.1 84.72', 'DE FR IT AT'],
  IT: [1, '79.10 151.20 87.0 95.224', 'FR CH AT HR'],
  ES: [1, '83.32 80.24 88.0 79.144', 'PT FR IT'],
  PL: [1, '83.0 89.64 83.16 79.184', 'DE CZ SK'],
  SE: [1, '81.224 90.224 78.64 213.64', 'DK NO FI'],
  DK: [1, '87.48 80.160', 'SE DE NO'],
  CA: [-5, '99.224 70.48 72.136 174.88', 'US'],
  SG: [8, '116.86 121.6 118.200', 'TH ID IN'],
  ZA: [2, '105.224 41.0 105.0', 'GB NL'],
  KR: [9, '175.192 121.128 211.32', 'JP'],
  PT: [0, '85.240 85.138 2.80', 'ES FR'],
  CZ: [1, '89.176 88.100', 'DE AT SK PL'],
  SK: [1, '95.102 78.98 178.40', 'AT CZ HU'],
  HR: [1, '93.136 78.0 93.138', 'AT IT HU'],
  HU: [1, '84.0 80.98 89.132', 'AT SK HR'],
  NO: [1, '84.208 88.88', 'SE DK'],
  FI: [2, '91.152 85.76', 'SE'],
  IE: [0, '86.40 83.70 78.16', 'GB'],
  MX: [-6, '189.128 201.96', 'US'],
  RU: [3, '5.140 95.24 178.64 46.0', 'FI'],
  CN: [8, '114.80 117.136 58.32', 'KR JP'],
  VN: [7, '14.160 113.160 123.16', 'TH SG'],
  NG: [1, '102.89 197.210', 'ZA'],
  ID: [7, '36.64 114.120 125.160', 'SG AU'],
  TR: [3, '78.160 85.96 88.224', 'GR'],
  GR: [2, '94.64 79.128 85.72', 'IT'],
  TH: [7, '171.96 110.168 49.228', 'SG'],
  EG: [2, '41.32 156.192 197.32', 'TR'],
  AR: [-3, '190.16 181.0 186.128', 'BR CL'],
  CL: [-4, '190.160 186.104 201.214', 'AR'],
  PK: [5, '39.32 182.176', 'IN'],
};

export const COUNTRIES: readonly Country[] = Object.entries(ROWS).map(
  ([code, [offset, networks, neighbours]]) => ({
    code,
    offset,
    networks: networks.split(' '),
    neighbours: neighbours.split(' '),
  }),
);

/** @throws RangeError for a country that is not in the table */
export function countryOf(code: string): Country {
  const country = COUNTRIES.find((candidate) => candidate.code === code);
  if (country === undefined) throw new RangeError(`no country ${code} in the simulated world`);
  return country;
}

/** Where thieves come from in this world; no account lives here. */
export const REMOTE_COUNTRIES = ['RU', 'CN', 'VN', 'NG', 'ID', 'TR', 'TH', 'EG', 'PK'] as const;

/** Where accounts live. */
export const HOME_COUNTRIES = ['AT', 'DE', 'GB', 'US', 'FR', 'NL', 'CH', 'SE', 'CA', 'AU'] as const;

/** An address of a home or office connection. */
export function residentialAddress(random: Random, code: string): string {
  const network = random.pick(countryOf(code).networks);
  return `${network}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
}
