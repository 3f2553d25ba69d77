import { createHash } from 'node:crypto';
import { fetchFeed, type FetchOptions, type FetchOutcome } from './feed';
import type { FeedDefinition } from './feedDefinition';
import { shownSource } from './feedDownload';
import type { FeedCopy, FeedStore, StoredFeed } from './feedStore';

export type RefreshOptions = Omit<FetchOptions, 'previous'>;

/** Feeds downloaded at the same time; bounds memory and the wait for slow servers. */
const PARALLEL_FEEDS = 4;

/**
 * Renews every feed and saves how that went. A bad answer never replaces a good copy. Feeds that
 * are no longer defined are removed.
 * @returns the feeds as they now stand, in the order of the definitions
 * @throws what the store throws
 */
export async function refreshFeeds(
  definitions: readonly FeedDefinition[],
  store: FeedStore,
  options: RefreshOptions,
): Promise<readonly StoredFeed[]> {
  const stored = new Map((await store.load()).map((feed) => [feed.id, feed]));
  const refreshed: StoredFeed[] = [];
  for (let start = 0; start < definitions.length; start += PARALLEL_FEEDS) {
    const group = definitions.slice(start, start + PARALLEL_FEEDS);
    const feeds = await Promise.all(
      group.map((feed) => refreshFeed(feed, stored.get(feed.id) ?? null, options)),
    );
    for (const feed of feeds) await store.save(feed);
    refreshed.push(...feeds);
  }
  const defined = new Set(definitions.map(({ id }) => id));
  for (const id of stored.keys()) if (!defined.has(id)) await store.remove(id);
  return refreshed;
}

async function refreshFeed(
  feed: FeedDefinition,
  stored: StoredFeed | null,
  options: RefreshOptions,
): Promise<StoredFeed> {
  const definition = fingerprint(feed);
  const comparable = stored?.definition === definition ? stored : null;
  const outcome = await fetchFeed(feed, { ...options, previous: comparable?.copy ?? null });
  const failed = outcome.result === 'refused' || outcome.result === 'failed';
  const copy = nextCopy(outcome, stored?.copy ?? null, options.now);
  return {
    id: feed.id,
    source: shownSource(feed.source),
    // A copy made by an earlier definition stays until the new one has brought its own.
    definition: failed && copy !== null ? (stored?.definition ?? definition) : definition,
    copy,
    lastResult: outcome.result,
    lastAttempt: options.now,
    lastError: failed ? outcome.reason : null,
    failures: failed ? (stored?.failures ?? 0) + 1 : 0,
  };
}

function nextCopy(outcome: FetchOutcome, copy: FeedCopy | null, now: number): FeedCopy | null {
  if (outcome.result === 'updated') return { ...outcome.content, fetchedAt: now, confirmedAt: now };
  return outcome.result === 'unchanged' && copy !== null ? { ...copy, confirmedAt: now } : copy;
}

function fingerprint({ kind, source, format, column }: FeedDefinition): string {
  const parts = JSON.stringify([kind, source, format, column ?? null]);
  return createHash('sha256').update(parts).digest('base64url');
}
