import { parseAddress } from './address';
import { BoundedCache } from './boundedCache';
import type { StoredFeed } from './feedStore';
import { listingOf, type ListingKind } from './listing';
import { unpackRanges } from './packedRanges';
import { RangeTable, type LabelledNetwork } from './rangeTable';

/** What the lists say of an address. */
export interface Reputation {
  readonly tor: boolean;
  readonly malicious: boolean;
  /** Names of the lists, sorted. */
  readonly sources: readonly string[];
  /**
   * When the freshest of these lists was last confirmed by its publisher, epoch ms; null where
   * only a file given by hand lists the address.
   */
  readonly confirmedAt: number | null;
}

interface FeedTable {
  readonly id: string;
  readonly hash: string;
  readonly table: RangeTable;
  readonly confirmedAt: number | null;
}

/** Addresses whose answer is remembered, in each of two generations. */
const CACHED_ADDRESSES = 20_000;

/** An immutable snapshot of all threat lists. */
export class ThreatIntel {
  static readonly empty = new ThreatIntel([]);

  private readonly cache = new BoundedCache<Reputation | null>(CACHED_ADDRESSES);

  private constructor(private readonly tables: readonly FeedTable[]) {}

  /**
   * @param previous an earlier snapshot, whose tables serve again where nothing has changed
   * @throws PackedRangesError
   */
  static fromFeeds(feeds: readonly StoredFeed[], previous = ThreatIntel.empty): ThreatIntel {
    const tables = feeds.flatMap(({ id, copy }) => {
      if (copy === null) return [];
      const same = previous.tables.find((known) => known.id === id && known.hash === copy.hash);
      const table = same?.table ?? unpackRanges(copy.ranges);
      return [{ id, hash: copy.hash, table, confirmedAt: copy.confirmedAt }];
    });
    return new ThreatIntel(tables);
  }

  /** The lists of a file given by hand, see `parseIntelFile`. */
  static fromNetworks(networks: readonly LabelledNetwork[]): ThreatIntel {
    const table = RangeTable.build(networks);
    return new ThreatIntel([{ id: '', hash: '', table, confirmedAt: null }]);
  }

  /** Disjoint ranges in all lists. */
  get size(): number {
    return this.tables.reduce((sum, { table }) => sum + table.size, 0);
  }

  /** Why its lists name addresses. */
  get kinds(): ReadonlySet<ListingKind> {
    const labels = this.tables.flatMap(({ table }) => table.labelSets.flat());
    return new Set(labels.flatMap((label) => listingOf(label)?.kind ?? []));
  }

  /** What is known of an address, in any text form; null where no list names it. */
  lookup(ip: string): Reputation | null {
    const cached = this.cache.get(ip);
    if (cached !== undefined) return cached;
    const reputation = this.search(ip);
    this.cache.set(ip, reputation);
    return reputation;
  }

  private search(ip: string): Reputation | null {
    const address = parseAddress(ip);
    if (address === null) return null;
    const sources = new Set<string>();
    const kinds = new Set<string>();
    let confirmedAt: number | null = null;
    for (const feed of this.tables) {
      const listings = feed.table.lookup(address).flatMap((label) => listingOf(label) ?? []);
      if (listings.length === 0) continue;
      for (const { kind, source } of listings) {
        kinds.add(kind);
        sources.add(source);
      }
      if (feed.confirmedAt !== null) confirmedAt = Math.max(confirmedAt ?? 0, feed.confirmedAt);
    }
    if (kinds.size === 0) return null;
    return {
      tor: kinds.has('tor'),
      malicious: kinds.has('malicious'),
      sources: [...sources].sort(),
      confirmedAt,
    };
  }
}
