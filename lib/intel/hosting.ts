import { parseAddress } from './address';
import { parseNetwork } from './network';
import { RangeTable } from './rangeTable';

/** Systems of clouds and of sellers of servers and VPNs, from public registries of networks. */
const SYSTEMS: Readonly<Record<string, readonly number[]>> = {
  azure: [8075, 8068, 8069, 12076],
  aws: [16509, 14618],
  google: [15169, 396982],
  oracle: [31898],
  alibaba: [45102, 37963],
  tencent: [132203, 45090],
  cloudflare: [13335],
  ovh: [16276],
  hetzner: [24940, 213230],
  digitalocean: [14061],
  linode: [63949],
  vultr: [20473],
  scaleway: [12876],
  leaseweb: [60781, 28753, 30633],
  m247: [9009],
  datacamp: [212238, 60068],
};

/**
 * The larger blocks of the clouds that publish theirs (Azure's service tags, AWS's ip-ranges), and of
 * some sellers of servers, rounded to what they announce. Where no database tells systems, what is
 * not here counts as anybody's.
 */
const NETWORKS: Readonly<Record<string, string>> = {
  azure: `
    4.144.0.0/12 4.160.0.0/12 4.176.0.0/12 4.192.0.0/10 13.64.0.0/11 13.104.0.0/14 20.0.0.0/11
    20.33.0.0/16 20.36.0.0/14 20.40.0.0/13 20.48.0.0/12 20.64.0.0/10 20.128.0.0/16 20.135.0.0/16
    20.136.0.0/13 20.150.0.0/15 20.152.0.0/14 20.157.0.0/16 20.160.0.0/12 20.176.0.0/12
    20.192.0.0/10 23.96.0.0/13 40.64.0.0/10 48.192.0.0/10 51.4.0.0/15 51.8.0.0/16 51.10.0.0/15
    51.12.0.0/15 51.103.0.0/16 51.104.0.0/15 51.107.0.0/16 51.116.0.0/16 51.120.0.0/16
    51.124.0.0/16 51.132.0.0/16 51.136.0.0/15 51.138.0.0/16 51.140.0.0/14 51.144.0.0/15
    52.136.0.0/13 52.145.0.0/16 52.146.0.0/15 52.148.0.0/14 52.152.0.0/13 52.160.0.0/11
    52.224.0.0/11 65.52.0.0/14 68.154.0.0/15 68.218.0.0/15 70.37.0.0/17 74.224.0.0/14
    104.40.0.0/13 104.208.0.0/13 108.140.0.0/14 137.116.0.0/15 137.135.0.0/16 138.91.0.0/16
    168.61.0.0/16 168.62.0.0/15 172.160.0.0/11 191.232.0.0/13`,
  aws: `
    3.0.0.0/9 3.128.0.0/9 13.32.0.0/12 13.48.0.0/13 13.56.0.0/14 13.112.0.0/14 13.124.0.0/14
    13.208.0.0/12 13.224.0.0/12 13.244.0.0/14 13.248.0.0/13 15.152.0.0/13 15.160.0.0/13
    15.184.0.0/13 15.204.0.0/14 15.220.0.0/14 16.16.0.0/12 18.32.0.0/11 18.64.0.0/10 18.128.0.0/9
    34.192.0.0/10 35.152.0.0/13 35.160.0.0/12 35.176.0.0/13 43.192.0.0/12 44.192.0.0/10
    50.16.0.0/14 52.0.0.0/10 52.64.0.0/12 52.84.0.0/14 52.88.0.0/13 52.192.0.0/11 54.64.0.0/11
    54.144.0.0/12 54.160.0.0/11 54.192.0.0/10 63.32.0.0/14 99.77.0.0/16 99.80.0.0/13 100.20.0.0/14
    107.20.0.0/14 174.129.0.0/16 184.72.0.0/15 204.236.128.0/17`,
  google: `
    34.0.0.0/9 34.128.0.0/10 35.184.0.0/13 35.192.0.0/11 35.224.0.0/12 35.240.0.0/13`,
  ovh: `
    51.68.0.0/14 51.75.0.0/16 51.77.0.0/16 51.79.0.0/16 51.81.0.0/16 51.83.0.0/16 51.89.0.0/16
    51.91.0.0/16 51.178.0.0/16 51.195.0.0/16 51.210.0.0/16 54.36.0.0/14 145.239.0.0/16
    147.135.0.0/16 149.202.0.0/16 167.114.0.0/16 192.99.0.0/16 198.27.64.0/18`,
  hetzner: `
    5.9.0.0/16 5.75.128.0/17 46.4.0.0/16 49.12.0.0/15 65.21.0.0/16 65.108.0.0/15 78.46.0.0/15
    88.99.0.0/16 88.198.0.0/16 94.130.0.0/16 95.216.0.0/15 116.202.0.0/15 128.140.0.0/17
    135.181.0.0/16 136.243.0.0/16 138.201.0.0/16 144.76.0.0/16 148.251.0.0/16 157.90.0.0/16
    159.69.0.0/16 162.55.0.0/16 167.235.0.0/16 168.119.0.0/16 176.9.0.0/16 178.63.0.0/16
    188.40.0.0/16 195.201.0.0/16`,
  digitalocean: `
    64.225.0.0/17 67.205.128.0/18 68.183.0.0/16 104.131.0.0/16 104.236.0.0/16 104.248.0.0/16
    134.122.0.0/16 134.209.0.0/16 138.68.0.0/16 138.197.0.0/16 139.59.0.0/16 142.93.0.0/16
    143.110.128.0/17 157.230.0.0/16 157.245.0.0/16 159.65.0.0/16 159.89.0.0/16 161.35.0.0/16
    164.90.128.0/17 165.22.0.0/16 165.227.0.0/16 167.71.0.0/16 167.99.0.0/16 167.172.0.0/16
    178.62.0.0/16 188.166.0.0/16 206.189.0.0/16`,
  scaleway: `
    51.15.0.0/16 51.158.0.0/15 163.172.0.0/16 212.47.224.0/19`,
};

const BY_SYSTEM = new Map(
  Object.entries(SYSTEMS).flatMap(([name, systems]) => systems.map((asn) => [asn, name] as const)),
);

let blocks: RangeTable | null = null;

/**
 * The cloud or seller of servers that an address belongs to, as far as known, else null: a place of
 * machines, which says little about where a person is.
 * @param asn autonomous system, where a database tells it
 */
export function hostOf(address: string, asn: number | null = null): string | null {
  const bySystem = asn === null ? undefined : BY_SYSTEM.get(asn);
  if (bySystem !== undefined) return bySystem;
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const [name] = table().lookup(parsed);
  return name ?? null;
}

function table(): RangeTable {
  blocks ??= RangeTable.build(
    Object.entries(NETWORKS).flatMap(([label, networks]) =>
      networks
        .trim()
        .split(/\s+/)
        .flatMap((text) => {
          const network = parseNetwork(text);
          return network === null ? [] : [{ network, label }];
        }),
    ),
  );
  return blocks;
}
