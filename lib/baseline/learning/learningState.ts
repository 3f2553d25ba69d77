import type { DocumentStore, StoredDocument, Versioned } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';

const STATE_ID = 'learning';

/** What became of asking Log Analytics about an account. */
export interface BackfillState {
  /** Hours before it were asked, epoch ms; null where all were. */
  readonly goOnAt: number | null;
  /** When it may be asked again after a failure, epoch ms. */
  readonly retryAt: number;
  /** How often it was asked to the end, whatever came of it. */
  readonly tries: number;
  /** What went wrong and what to do, or null. */
  readonly problem: string | null;
}

/** How far the timer got, over all runs: one document. */
export interface LearningState extends StoredDocument {
  readonly kind: 'learning';
  /** Start of the last hour that was learned of each account, epoch ms. */
  readonly learnedThrough: Readonly<Record<AccountId, number>>;
  readonly backfill: Readonly<Record<AccountId, BackfillState>>;
  /** Accounts whose profile or activity could not be read, and why. */
  readonly problems: Readonly<Record<AccountId, string>>;
  /** End of the last run, epoch ms; 0 before. */
  readonly finishedAt: number;
  /** Accounts that the last run had no time for. */
  readonly behind: number;
}

const NOTHING_LEARNED: LearningState = {
  id: STATE_ID,
  schemaVersion: 1,
  kind: 'learning',
  learnedThrough: {},
  backfill: {},
  problems: {},
  finishedAt: 0,
  behind: 0,
};

/** @throws StorageError */
export async function readLearningState(documents: DocumentStore): Promise<LearningState> {
  const found: Versioned<LearningState> | null = await documents.read('leases', STATE_ID, STATE_ID);
  return found?.document ?? NOTHING_LEARNED;
}

/** Only the holder of the timer's lease writes it. @throws StorageError */
export async function writeLearningState(
  documents: DocumentStore,
  state: LearningState,
): Promise<void> {
  await documents.upsert('leases', state);
}
