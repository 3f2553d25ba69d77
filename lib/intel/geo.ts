import { canonicalAddress } from './address';
import { BoundedCache } from './boundedCache';
import { GeoDatabase } from './geoDatabase';
import type { GeoLocation } from './geoRecord';
import { SHIPPED_GEO_PACKAGE, shippedGeoPath } from './shippedGeoDatabase';

/** What `health` says of a geo database. */
export interface GeoDatabaseStatus {
  /** Path of the operator's file, or name of the npm package that is shipped. */
  readonly source: string;
  /** What it tells of an address, by the type that the file states; null with a problem. */
  readonly kind: GeoKind | null;
  /** The type that the file states, e.g. `GeoLite2-City`. */
  readonly type: string | null;
  /** ISO 8601. */
  readonly built: string | null;
  readonly ageDays: number | null;
  /** Why it cannot be used, or null. */
  readonly problem: string | null;
}
export type GeoKind = 'city' | 'country' | 'asn' | 'other';

/** Addresses whose answer is remembered, in each of two generations. */
const CACHED_ADDRESSES = 20_000;
const DAY_MS = 86_400_000;

/**
 * Looks addresses up in the operator's MMDB files, in their order, then in the shipped country
 * database. The first that knows a place gives the place, the first that knows a network gives
 * the network. Files are read when they are first asked.
 */
export class GeoReader {
  private readonly cache = new BoundedCache<GeoLocation | null>(CACHED_ADDRESSES);
  private readonly own: readonly GeoDatabase[];
  private shipped: GeoDatabase | null | undefined;

  /**
   * @param files paths of the operator's files (country, city, ASN)
   * @param findShipped where the shipped database is; null where it is not installed
   */
  constructor(
    files: readonly string[] = [],
    private readonly findShipped: () => string | null = shippedGeoPath,
  ) {
    this.own = files.map((path) => new GeoDatabase(path));
  }

  /** Null where nothing is known. A database that fails is passed over and shows in `describe`. */
  lookup(ip: string): GeoLocation | null {
    const cached = this.cache.get(ip);
    if (cached !== undefined) return cached;
    const address = canonicalAddress(ip);
    const location = address === '' ? null : this.search(address);
    this.cache.set(ip, location);
    return location;
  }

  /** Reads the operator's files now. @throws GeoFileError for the first that cannot be used */
  verify(): void {
    for (const database of this.own) {
      database.metadata();
      if (database.problem !== null) throw database.problem;
    }
  }

  /** @param now epoch ms, for the ages */
  describe(now: number): readonly GeoDatabaseStatus[] {
    const own = this.own.map((database) => describeDatabase(database.path, database, now));
    return [...own, describeDatabase(SHIPPED_GEO_PACKAGE, this.shippedDatabase(), now)];
  }

  private search(address: string): GeoLocation | null {
    let place: GeoLocation | null = null;
    let network: GeoLocation | null = null;
    for (const database of this.own) {
      const found = database.lookup(address);
      if (found === null) continue;
      if (found.country !== null || found.latitude !== null) place ??= found;
      if (found.asn !== null) network ??= found;
    }
    place ??= this.shippedDatabase()?.lookup(address) ?? null;
    if (place === null || network === null || place === network) return place ?? network;
    return { ...place, asn: network.asn, organisation: network.organisation };
  }

  private shippedDatabase(): GeoDatabase | null {
    if (this.shipped === undefined) {
      const path = this.findShipped();
      this.shipped = path === null ? null : new GeoDatabase(path);
    }
    return this.shipped;
  }
}

function describeDatabase(
  source: string,
  database: GeoDatabase | null,
  now: number,
): GeoDatabaseStatus {
  const metadata = database?.metadata() ?? null;
  return {
    source,
    kind: metadata === null ? null : kindOf(metadata.type),
    type: metadata?.type ?? null,
    built: metadata === null ? null : new Date(metadata.buildTime).toISOString(),
    ageDays: metadata === null ? null : Math.floor((now - metadata.buildTime) / DAY_MS),
    problem: database === null ? 'it is not installed' : (database.problem?.problem ?? null),
  };
}

/** Publishers name the type freely; these words are in the names that are met. */
function kindOf(type: string): GeoKind {
  const name = type.toLowerCase();
  if (/city|location/.test(name)) return 'city';
  if (name.includes('country')) return 'country';
  if (/asn|isp/.test(name)) return 'asn';
  // IPinfo Lite holds country and ASN.
  return name.startsWith('ipinfo') && name.includes('lite') ? 'country' : 'other';
}
