import type { Random } from './random';

/** Access networks of internet providers, by country; checked against iptoasn to lie wholly in it. */
export const providers = {
  DE: ['79.192.0.0/10', '87.128.0.0/11', '84.128.0.0/10', '88.64.0.0/12'],
  AT: ['62.178.0.0/16', '80.108.0.0/15', '91.112.0.0/14'],
  NL: ['77.160.0.0/12', '84.24.0.0/13', '83.80.0.0/13'],
  GB: ['86.128.0.0/11', '81.128.0.0/12', '90.192.0.0/11'],
  FR: ['82.64.0.0/14', '88.160.0.0/11'],
  BE: ['81.240.0.0/13', '78.20.0.0/14', '109.128.0.0/13'],
  ES: ['83.32.0.0/12', '88.0.0.0/11', '79.144.0.0/13'],
  PT: ['85.240.0.0/13', '188.80.0.0/14'],
  IT: ['79.0.0.0/11', '87.0.0.0/11', '151.32.0.0/11'],
  PL: ['83.0.0.0/12', '79.184.0.0/14'],
  CZ: ['85.70.0.0/15'],
  CH: ['85.0.0.0/13', '178.192.0.0/13'],
  SE: ['78.64.0.0/12', '90.224.0.0/12', '81.224.0.0/12'],
  NO: ['84.208.0.0/13', '88.88.0.0/13'],
  DK: ['80.160.0.0/13', '87.48.0.0/13'],
  IE: ['86.40.0.0/13', '109.76.0.0/14'],
  RU: ['95.24.0.0/13', '178.64.0.0/13', '37.144.0.0/14'],
  UA: ['46.211.0.0/16'],
  TR: ['78.160.0.0/11', '88.224.0.0/11'],
  GR: ['79.128.0.0/14', '94.64.0.0/13'],
  HU: ['84.0.0.0/14', '89.132.0.0/14'],
  FI: ['91.152.0.0/13'],
  US: ['73.0.0.0/8', '98.192.0.0/10', '99.0.0.0/10', '24.0.0.0/12'],
  CA: ['99.224.0.0/11', '70.48.0.0/13', '24.200.0.0/14'],
  AR: ['181.0.0.0/12', '190.16.0.0/14'],
  CO: ['181.48.0.0/13', '190.24.0.0/14'],
  IN: ['117.192.0.0/10'],
  VN: ['27.64.0.0/12', '171.224.0.0/11', '113.160.0.0/11'],
  ID: ['36.64.0.0/11', '114.120.0.0/13'],
  TH: ['171.96.0.0/13', '49.228.0.0/14'],
  CN: ['113.64.0.0/10', '222.64.0.0/11', '61.128.0.0/10'],
  HK: ['219.76.0.0/14', '112.118.0.0/15'],
  JP: ['60.32.0.0/12'],
  KR: ['121.128.0.0/10', '175.192.0.0/10'],
  SG: ['121.6.0.0/15', '218.186.0.0/16'],
  AU: ['1.120.0.0/13', '110.140.0.0/14'],
  ZA: ['105.0.0.0/12', '196.208.0.0/14'],
  NG: ['197.210.0.0/16', '41.184.0.0/16'],
  EG: ['41.32.0.0/12', '156.160.0.0/11'],
  KE: ['105.160.0.0/13', '197.136.0.0/14'],
  AE: ['94.200.0.0/14', '86.96.0.0/14'],
  SA: ['188.48.0.0/13', '95.184.0.0/14'],
} as const;

export type Country = keyof typeof providers;

/** Rented servers: what an intruder without scruples about logs would use. */
export const hosting = {
  DE: ['116.202.0.0/16', '159.69.0.0/16'],
  FR: ['51.75.0.0/16', '54.36.0.0/16'],
  RO: ['146.70.32.0/20', '185.183.104.0/22'],
  SG: ['139.162.0.0/17', '172.104.128.0/17'],
  US: ['159.65.0.0/16', '167.99.0.0/16', '134.209.0.0/16'],
} as const;

/** Address blocks of Azure regions. The country database places them all in the US. */
export const azure = {
  'West Europe': ['20.61.96.0/20', '51.144.0.0/18', '13.95.64.0/18'],
  'North Europe': ['52.169.0.0/16', '20.67.128.0/18', '13.79.0.0/17'],
  'Germany West Central': ['20.52.0.0/17', '51.116.128.0/18', '20.79.64.0/18'],
  'East US': ['20.42.0.0/18', '52.188.0.0/18', '40.76.0.0/17'],
  'UK South': ['51.140.0.0/17', '20.90.64.0/18', '20.108.0.0/17'],
  'France Central': ['51.103.0.0/17', '20.74.0.0/17', '40.89.128.0/18'],
  'Central India': ['20.204.0.0/17', '52.172.128.0/17'],
  'Japan East': ['20.46.112.0/20', '13.78.0.0/17'],
  'Southeast Asia': ['52.187.0.0/17', '20.43.128.0/18'],
  'Australia East': ['20.53.64.0/18', '13.75.128.0/17'],
} as const;

export type AzureRegion = keyof typeof azure;

/** Hosted build runners live in Azure and get a new address for every run. */
export const buildRunners = ['4.148.0.0/16', '20.55.0.0/17', '172.176.0.0/14'] as const;

export const torExits = ['185.220.101.0/24', '171.25.193.0/24', '192.42.116.0/24'] as const;

export const badReputation = [
  '45.155.205.0/24',
  '141.98.10.0/24',
  '80.94.95.0/24',
  '193.32.162.0/24',
] as const;

/** Countries so near that access from there could be mistaken for travel. */
export const neighbours: Partial<Record<Country, readonly Country[]>> = {
  DE: ['AT', 'CZ', 'NL', 'BE'],
  FR: ['BE', 'CH', 'ES'],
  GB: ['IE', 'FR', 'NL'],
  NL: ['BE', 'DE'],
  SE: ['NO', 'DK', 'FI'],
  ES: ['PT', 'FR'],
  IT: ['CH', 'AT', 'GR'],
  PL: ['CZ', 'DE'],
  US: ['CA'],
  IN: ['SG', 'AE'],
  JP: ['KR'],
  AU: ['SG'],
};

export const farCountries: readonly Country[] = ['VN', 'NG', 'RU', 'CN', 'ID', 'AR', 'UA', 'EG'];

/** An address in a block; never its first or last. */
export function addressIn(random: Random, block: string): string {
  const { base, size } = parse(block);
  return format(base + random.integer(1, size - 2));
}

/** A smaller block of the given prefix length somewhere in a larger one. */
export function blockIn(random: Random, block: string, prefix: number): string {
  const { base, size } = parse(block);
  const step = 2 ** (32 - prefix);
  return `${format(base + step * random.integer(0, size / step - 1))}/${prefix}`;
}

/** The block of the given prefix length that holds an address. */
export function blockAround(address: string, prefix: number): string {
  const step = 2 ** (32 - prefix);
  return `${format(Math.floor(parse(`${address}/32`).base / step) * step)}/${prefix}`;
}

function parse(block: string): { base: number; size: number } {
  const [address = '', prefix = '32'] = block.split('/');
  const base = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { base, size: 2 ** (32 - Number(prefix)) };
}

function format(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
