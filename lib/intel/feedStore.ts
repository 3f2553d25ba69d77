import type { FeedContent, FetchOutcome } from './feed';

/** The last good copy of a feed. */
export interface FeedCopy extends FeedContent {
  /** When this content came, epoch ms. */
  readonly fetchedAt: number;
  /** When the source last said that it still holds, epoch ms. */
  readonly confirmedAt: number;
}

/** A feed as it stands: the good copy, and how the last attempt to renew it went. */
export interface StoredFeed {
  readonly id: string;
  /** For people: without what may be secret in a URL. */
  readonly source: string;
  /** Fingerprint of the definition; with another one, the copy is not compared with. */
  readonly definition: string;
  readonly copy: FeedCopy | null;
  readonly lastResult: FetchOutcome['result'];
  /** Epoch ms. */
  readonly lastAttempt: number;
  /** Why the last attempt was refused or failed, or null. */
  readonly lastError: string | null;
  /** Attempts in a row that were refused or failed. */
  readonly failures: number;
}

/** Hours since the source last confirmed the copy, to a tenth; null where there is no copy. */
export function ageHours({ copy }: StoredFeed, now: number): number | null {
  return copy === null ? null : Math.round((now - copy.confirmedAt) / 360_000) / 10;
}

/** Where feeds are kept between runs. */
export interface FeedStore {
  load(): Promise<readonly StoredFeed[]>;
  save(feed: StoredFeed): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Keeps feeds in memory: for `scan`, and for tests. */
export class MemoryFeedStore implements FeedStore {
  private readonly feeds = new Map<string, StoredFeed>();

  load(): Promise<readonly StoredFeed[]> {
    return Promise.resolve([...this.feeds.values()]);
  }

  save(feed: StoredFeed): Promise<void> {
    this.feeds.set(feed.id, feed);
    return Promise.resolve();
  }

  remove(id: string): Promise<void> {
    this.feeds.delete(id);
    return Promise.resolve();
  }
}
