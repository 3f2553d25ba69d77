import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { ActivityDocument } from './documents';
import { HourCounts } from './hourCounts';
import { currentForm, type AnyActivityDocument } from './version1';
import { WindowPart } from './windowPart';

/** A stored document that cannot be understood; the others of its hour can. */
export class ActivityDocumentError extends Error {
  override readonly name = 'ActivityDocumentError';
  constructor(
    readonly account: AccountId,
    readonly documentId: string,
    cause: unknown,
  ) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(`Activity document '${documentId}' of ${account} cannot be read: ${detail}`, { cause });
  }
}

/** What is stored of an account's hour. */
export interface StoredHour {
  /** Parts whose counts are not in the compacted document. */
  readonly parts: readonly WindowPart[];
  /** Parts whose counts are there as well, since the compaction stopped before it emptied them. */
  readonly covered: readonly WindowPart[];
  readonly compacted: CompactedHour | null;
  readonly unreadable: readonly ActivityDocumentError[];
}

export interface CompactedHour {
  /** Ids of the parts whose counts it holds. */
  readonly covers: ReadonlySet<string>;
  readonly counts: HourCounts;
}

/** A document as it was read, told by what it is. */
export type ReadDocument =
  | { readonly kind: 'part'; readonly part: WindowPart; readonly sealed: boolean }
  | { readonly kind: 'moved'; readonly document: ActivityDocument & { kind: 'moved' } }
  | { readonly kind: 'compacted'; readonly id: string; readonly compacted: CompactedHour };

/** @throws ActivityDocumentError where it cannot be understood */
export function readDocument(stored: AnyActivityDocument): ReadDocument {
  try {
    const document = currentForm(stored);
    switch (document.kind) {
      case 'part':
        return { kind: 'part', part: WindowPart.from(document), sealed: document.sealed };
      case 'moved':
        return { kind: 'moved', document };
      case 'compacted': {
        const { id, covers, counts, hour } = document;
        const compacted = { covers: new Set(covers), counts: HourCounts.from(counts, hour) };
        return { kind: 'compacted', id, compacted };
      }
    }
  } catch (error) {
    throw new ActivityDocumentError(stored.accountId, stored.id, error);
  }
}

/** Reads all that is stored of an account's hour. */
export async function readHour(
  store: DocumentStore,
  account: AccountId,
  hour: number,
): Promise<StoredHour> {
  const first = await readOnce(store, account, hour);
  // The compaction wrote between the pages of the query.
  return first.isTorn ? readOnce(store, account, hour) : first;
}

async function readOnce(store: DocumentStore, account: AccountId, hour: number) {
  const documents = await store.query<AnyActivityDocument>('activity', {
    partition: account,
    where: [{ field: 'hour', is: 'equal', value: hour }],
  });
  return storedHourOf(documents);
}

/** What these documents of one hour tell; `isTorn` where they were not read at one time. */
export function storedHourOf(
  documents: readonly AnyActivityDocument[],
): StoredHour & { readonly isTorn: boolean } {
  const parts: WindowPart[] = [];
  const moved: string[] = [];
  const unreadable: ActivityDocumentError[] = [];
  let compacted: CompactedHour | null = null;
  for (const stored of documents) {
    try {
      const read = readDocument(stored);
      if (read.kind === 'part') parts.push(read.part);
      else if (read.kind === 'moved') moved.push(read.document.id);
      else compacted = read.compacted;
    } catch (error) {
      if (!(error instanceof ActivityDocumentError)) throw error;
      unreadable.push(error);
    }
  }
  const covers: ReadonlySet<string> = compacted?.covers ?? new Set();
  return {
    parts: parts.filter((part) => !covers.has(part.id)),
    covered: parts.filter((part) => covers.has(part.id)),
    compacted,
    unreadable,
    isTorn: moved.some((id) => !covers.has(id)),
  };
}
