import type { FeedStore, StoredFeed } from './feedStore';
import { ThreatIntel } from './threatIntel';

/** Shares one snapshot within a function instance and renews it from the store now and then. */
export class CurrentThreatIntel {
  private snapshot: ThreatIntel | null = null;
  private loadedFeeds: readonly StoredFeed[] = [];
  private triedAt = -Infinity;
  private error: unknown = null;
  private loading: Promise<ThreatIntel> | null = null;
  private reloads = 0;

  /** @param reloadAfterMs how old a snapshot may become before the store is asked again */
  constructor(
    private readonly store: FeedStore,
    private readonly reloadAfterMs: number,
  ) {}

  /** The feeds behind the snapshot, for `health`. */
  get feeds(): readonly StoredFeed[] {
    return this.loadedFeeds;
  }

  /** Why the last reload failed, or null. The snapshot before it still serves. */
  get lastError(): unknown {
    return this.error;
  }

  /**
   * The snapshot to use now. Callers at the same time share one load.
   * @param now epoch ms
   * @throws what the store throws, only while there is no snapshot at all: judging without any
   * lists would miss alerts, so the batch has to come again
   */
  async get(now: number): Promise<ThreatIntel> {
    if (this.snapshot !== null && now - this.triedAt < this.reloadAfterMs) return this.snapshot;
    this.loading ??= this.reload(now);
    return this.loading;
  }

  /** The store has changed: who asks next gets what it holds from now on. */
  expire(): void {
    this.triedAt = -Infinity;
    this.loading = null;
  }

  private async reload(now: number): Promise<ThreatIntel> {
    this.triedAt = now;
    const reload = (this.reloads += 1);
    try {
      const feeds = await this.store.load();
      // A later reload knows more than one that was overtaken.
      if (reload === this.reloads || this.snapshot === null) {
        this.snapshot = ThreatIntel.fromFeeds(feeds, this.snapshot ?? undefined);
        this.loadedFeeds = feeds;
        this.error = null;
      }
    } catch (error) {
      if (this.snapshot === null) throw error;
      this.error = error;
    } finally {
      if (reload === this.reloads) this.loading = null;
    }
    return this.snapshot;
  }
}
