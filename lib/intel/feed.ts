import { createHash } from 'node:crypto';
import type { FeedDefinition } from './feedDefinition';
import { downloadFeed, type FeedAccess, type Validators } from './feedDownload';
import { FeedRefusedError, type SkipReason } from './feedEntries';
import { parseFeed } from './feedFormats';
import { packRanges } from './packedRanges';
import { RangeTable } from './rangeTable';

/** What a feed listed when it was last read well. */
export interface FeedContent extends Validators {
  /** SHA-256 of the bytes and of how they are read, base64url. */
  readonly hash: string;
  /** Entries taken over. */
  readonly entries: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** The entries as `packRanges` writes them. */
  readonly ranges: string;
}

export type FetchOutcome =
  | { readonly result: 'updated'; readonly content: FeedContent }
  | { readonly result: 'unchanged' }
  /** An answer came, or the source is not allowed; it is not taken. */
  | { readonly result: 'refused'; readonly reason: string }
  /** No answer came. */
  | { readonly result: 'failed'; readonly reason: string };

/** What is known of the good copy at hand. */
export type PreviousContent = Pick<FeedContent, 'hash' | 'entries' | 'etag' | 'lastModified'>;

export interface FetchOptions {
  readonly access: FeedAccess;
  /** Epoch ms. */
  readonly now: number;
  readonly previous?: PreviousContent | null;
  /** For the whole download. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 32 MB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** A list that shrinks to this share of its last size is taken for a fault of its publisher. */
const SHRINK_FACTOR = 10;

/** Downloads and reads one feed. Never throws: whatever goes wrong is an outcome with its reason. */
export async function fetchFeed(
  feed: FeedDefinition,
  options: FetchOptions,
): Promise<FetchOutcome> {
  const { previous = null } = options;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal =
    options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const limits = { signal, maxBytes: options.maxBytes ?? MAX_BYTES };
  try {
    const download = await downloadFeed(feed, options.access, previous, limits);
    if (download === 'notModified') return { result: 'unchanged' };
    const hash = contentHash(feed, download.bytes);
    if (hash === previous?.hash) return { result: 'unchanged' };

    const { networks, skipped } = parseFeed(download.bytes, feed, options.now);
    if (previous !== null && networks.length * SHRINK_FACTOR <= previous.entries) {
      const reason = `it shrank from ${previous.entries} to ${networks.length} entries`;
      return { result: 'refused', reason };
    }
    const content: FeedContent = {
      hash,
      etag: download.etag,
      lastModified: download.lastModified,
      entries: networks.length,
      skipped: Object.fromEntries(skipped),
      ranges: packRanges(RangeTable.build(networks)),
    };
    return { result: 'updated', content };
  } catch (error) {
    if (error instanceof FeedRefusedError) return { result: 'refused', reason: error.message };
    const reason = timeout.aborted ? 'it took too long' : describeFailure(error);
    return { result: 'failed', reason };
  }
}

/** Also of the definition: the same bytes under another kind or format are other content. */
function contentHash({ id, kind, format, column }: FeedDefinition, bytes: Uint8Array): string {
  const meaning = JSON.stringify([id, kind, format, column ?? null]);
  return createHash('sha256').update(meaning).update(bytes).digest('base64url');
}

function describeFailure(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  // `fetch` says only "fetch failed"; what happened is in the cause.
  const cause = 'cause' in error && error.cause ? `: ${describeFailure(error.cause)}` : '';
  return `${String(error.message)}${cause}`;
}
