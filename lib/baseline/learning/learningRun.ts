import type { WrongClock } from '../../ingestion/sightings';
import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import type { Stage } from '../baseline';
import type { AccountLearning } from './accountLearning';
import { isAwaited, isGivenUp } from './backfillState';

const RUN_ID = 'learning';
/** Problems of accounts are told for so long, ms. */
const PROBLEMS_TOLD = 7 * 86_400_000;
/** Accounts that are named for each reason. */
const MOST_NAMED = 20;

/** What one run of the timer did. `busy`: another instance is at it. */
export interface LearningReport {
  readonly state: 'done' | 'outOfTime' | 'busy';
  /** Accounts and hours learned from our own activity. */
  readonly accounts: number;
  readonly hours: number;
  /** Accounts that Log Analytics was asked about. */
  readonly backfilled: number;
  /** Accounts that something is due of and that there was no time for. */
  readonly behind: number;
  /** Accounts that could not be learned in this run. */
  readonly failed: number;
}

/** The last run of the timer and how all accounts stand after it, for `health`. Times in epoch ms. */
export interface LearningRun extends StoredDocument, LearningReport {
  readonly kind: 'learningRun';
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Until when hub partitions had told everything; null where none was read lately. */
  readonly heardThrough: number | null;
  readonly stages: Readonly<Record<Stage, number>>;
  /** Accounts whose past Log Analytics is still to tell, and those where that was given up. */
  readonly backfillWaiting: number;
  readonly backfillGivenUp: number;
  readonly backfillProblems: readonly { readonly problem: string; readonly accounts: number }[];
  readonly problems: readonly {
    readonly account: AccountId;
    readonly at: number;
    readonly detail: string;
  }[];
  readonly wrongClocks: readonly (WrongClock & { readonly account: AccountId })[];
}

/** How the accounts stand. */
export function standing(
  learnings: readonly AccountLearning[],
  now: number,
): Pick<
  LearningRun,
  'stages' | 'backfillWaiting' | 'backfillGivenUp' | 'backfillProblems' | 'problems'
> {
  const stages: Record<Stage, number> = { new: 0, provisional: 0, established: 0 };
  const backfillProblems = new Map<string, number>();
  for (const { stage, backfill } of learnings) {
    stages[stage] += 1;
    const problem = backfill?.problem ?? null;
    if (problem !== null) backfillProblems.set(problem, (backfillProblems.get(problem) ?? 0) + 1);
  }
  return {
    stages,
    backfillWaiting: learnings.filter(({ backfill }) => isAwaited(backfill)).length,
    backfillGivenUp: learnings.filter(({ backfill }) => isGivenUp(backfill)).length,
    backfillProblems: [...backfillProblems]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_NAMED)
      .map(([problem, accounts]) => ({ problem, accounts })),
    problems: learnings
      .flatMap(({ accountId, problem }) =>
        problem === null || now - problem.at > PROBLEMS_TOLD
          ? []
          : [{ account: accountId, ...problem }],
      )
      .sort((a, b) => b.at - a.at)
      .slice(0, MOST_NAMED),
  };
}

/** Null before the first run. @throws StorageError */
export async function readLearningRun(documents: DocumentStore): Promise<LearningRun | null> {
  const found = await documents.read<LearningRun>('leases', RUN_ID, RUN_ID);
  return found?.document ?? null;
}

/** @throws StorageError */
export async function writeLearningRun(
  documents: DocumentStore,
  run: Omit<LearningRun, 'id' | 'schemaVersion' | 'kind'>,
): Promise<void> {
  await documents.upsert<LearningRun>('leases', {
    id: RUN_ID,
    schemaVersion: 1,
    kind: 'learningRun',
    ...run,
  });
}
