import { createHash } from 'node:crypto';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import { isAfter } from '../telemetry/position';
import type { AccountId, MessagePosition } from '../telemetry/event';
import { addCounts, noCounts, type BatchCounts } from './batchCounts';

/** Windows that a partition hands to the sweep; the newest stay. */
const MOST_WINDOWS = 200;
/** Errors that are kept for a person to read. */
const MOST_ERRORS = 10;

/** A window that is worth judging again soon. */
export interface TouchedWindow {
  readonly account: AccountId;
  readonly hour: number;
  /** When it was written, epoch ms. */
  readonly writtenAt: number;
}

export interface DetectorError {
  readonly detector: string;
  readonly message: string;
  readonly at: string;
}

/** What is known of one hub partition: how far it was read, what came, what to look at again. */
export interface PartitionDocument extends StoredDocument {
  readonly kind: 'partition';
  readonly source: string;
  readonly sequence: number;
  readonly enqueuedTime: number;
  /** Times the hub was found to have been created again. */
  readonly epoch: number;
  readonly counts: BatchCounts;
  /** When the last batch was finished, epoch ms. */
  readonly processedAt: number;
  readonly windows: readonly TouchedWindow[];
  readonly detectorErrors: number;
  readonly lastDetectorErrors: readonly DetectorError[];
}

/** What a finished batch reports of itself. */
export interface BatchReport {
  readonly messages: readonly {
    readonly position: MessagePosition;
    readonly counts: BatchCounts;
  }[];
  readonly windows: readonly TouchedWindow[];
  readonly detectorErrors: readonly DetectorError[];
  readonly processedAt: number;
}

/** Keeps one document a hub partition; messages that come again are not counted again. */
export class PartitionStates {
  constructor(private readonly store: DocumentStore) {}

  /** Notes a batch whose messages all come from `source`, in order. */
  async note(source: string, report: BatchReport): Promise<void> {
    const id = partitionId(source);
    await changeDocument<PartitionDocument>(this.store, 'leases', { partition: id, id }, (known) =>
      withReport(source, known, report),
    );
  }

  all(): Promise<readonly PartitionDocument[]> {
    return this.store.query<PartitionDocument>('leases', {
      where: [{ field: 'kind', is: 'equal', value: 'partition' }],
    });
  }
}

function withReport(
  source: string,
  known: PartitionDocument | null,
  report: BatchReport,
): PartitionDocument {
  const counts = known === null ? noCounts() : { ...known.counts };
  let last = { sequence: known?.sequence ?? -1, enqueuedTime: known?.enqueuedTime ?? 0 };
  let epoch = known?.epoch ?? 0;
  for (const { position, counts: more } of report.messages) {
    if (!isAfter(position, last)) continue;
    if (position.sequence <= last.sequence) epoch += 1;
    addCounts(counts, more);
    last = { sequence: position.sequence, enqueuedTime: position.enqueuedTime };
  }
  return {
    id: partitionId(source),
    schemaVersion: 1,
    kind: 'partition',
    source,
    ...last,
    epoch,
    counts,
    processedAt: report.processedAt,
    windows: mergeWindows(known?.windows ?? [], report.windows),
    detectorErrors: (known?.detectorErrors ?? 0) + report.detectorErrors.length,
    lastDetectorErrors: [...report.detectorErrors, ...(known?.lastDetectorErrors ?? [])].slice(
      0,
      MOST_ERRORS,
    ),
  };
}

function mergeWindows(
  known: readonly TouchedWindow[],
  fresh: readonly TouchedWindow[],
): readonly TouchedWindow[] {
  const windows = new Map<string, TouchedWindow>();
  for (const window of [...known, ...fresh]) {
    const key = `${window.account} ${window.hour}`;
    windows.delete(key);
    windows.set(key, window);
  }
  return [...windows.values()].slice(-MOST_WINDOWS);
}

function partitionId(source: string): string {
  return `partition-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
}
