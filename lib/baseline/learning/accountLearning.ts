import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import type { Stage } from '../baseline';
import type { Profile } from '../profile/profile';
import { stageOf } from '../profile/stage';
import type { BackfillState } from './backfillState';

const LEARNING_ID = 'learning';

/** How far the learning of an account got: a small document beside its profile. */
export interface AccountLearning extends StoredDocument {
  readonly id: typeof LEARNING_ID;
  readonly kind: 'learning';
  readonly accountId: AccountId;
  /** Start of the last hour that was looked at, idle ones among them, epoch ms; -1 before. */
  readonly examinedThrough: number;
  readonly stage: Stage;
  readonly historyDays: number;
  /** What is asked of Log Analytics; null where there was nothing to ask for yet. */
  readonly backfill: BackfillState | null;
  /** The last thing that went wrong, epoch ms and in words; null for nothing. */
  readonly problem: { readonly at: number; readonly detail: string } | null;
}

export function notLearned(account: AccountId): AccountLearning {
  return {
    id: LEARNING_ID,
    schemaVersion: 1,
    kind: 'learning',
    accountId: account,
    examinedThrough: -1,
    stage: 'new',
    historyDays: 0,
    backfill: null,
    problem: null,
  };
}

/** What the profile now says of itself. */
export function withProfile(learning: AccountLearning, { historyDays }: Profile): AccountLearning {
  return { ...learning, historyDays, stage: stageOf(historyDays) };
}

/** Those of all accounts; one that is damaged counts as not there. @throws StorageError */
export async function readLearnings(
  documents: DocumentStore,
): Promise<ReadonlyMap<AccountId, AccountLearning>> {
  const found = await documents.query<AccountLearning>('baselines', {
    where: [{ field: 'kind', is: 'equal', value: 'learning' }],
  });
  return new Map(found.filter(isUsable).map((learning) => [learning.accountId, learning]));
}

function isUsable({ schemaVersion, examinedThrough }: AccountLearning): boolean {
  return schemaVersion === 1 && Number.isFinite(examinedThrough);
}

/** Null where the timer has not seen the account, and for one that is damaged. @throws StorageError */
export async function readLearning(
  documents: DocumentStore,
  account: AccountId,
): Promise<AccountLearning | null> {
  const found = await documents.read<AccountLearning>('baselines', account, LEARNING_ID);
  return found !== null && isUsable(found.document) ? found.document : null;
}

/** Only the holder of the timer's lease writes it. @throws StorageError */
export async function writeLearning(
  documents: DocumentStore,
  learning: AccountLearning,
): Promise<void> {
  await documents.upsert('baselines', learning);
}
