import { ActivityDocumentError } from '../../activity/readHour';
import type { Sightings } from '../../ingestion/sightings';
import { Lease } from '../../storage/lease';
import type { AccountId } from '../../telemetry/event';
import { backfill, type HistorySource } from './backfill';
import { lastHourToLearn, learnAccount, type LearningPorts, type RunTime } from './learnAccount';
import { readLearningState, writeLearningState, type BackfillState } from './learningState';

const LEASE = 'recomputeBaselines';
/** Longer than any run; a killed run's lease ends with it, ms. */
const LEASE_DURATION = 10 * 60_000;
/** Accounts that are asked of Log Analytics in one run. */
const MOST_BACKFILLED = 200;
/** After so many failures the past is given up, and our own activity teaches alone. */
const MOST_TRIES = 4;
/** The state is written after so many accounts. */
const NOTE_EVERY = 100;

/** What one run of the timer did. */
export interface LearningReport {
  /** `busy`: another instance is at it. */
  readonly state: 'done' | 'outOfTime' | 'busy';
  readonly accounts: number;
  readonly hours: number;
  readonly backfilled: number;
  readonly problems: number;
}

/**
 * Learns what is new of all accounts, those known least first. It may be killed at any point: what
 * an account learned is saved at once or not at all, and the next run goes on from there.
 * @param owner name of this instance, for the lease
 * @throws StorageError
 */
export async function recomputeBaselines(
  ports: LearningPorts & { readonly sightings: Sightings; readonly history: HistorySource | null },
  owner: string,
  time: RunTime,
): Promise<LearningReport> {
  const { documents } = ports;
  const lease = await Lease.take(documents, LEASE, owner, LEASE_DURATION, time.now());
  if (lease === null) return { state: 'busy', accounts: 0, hours: 0, backfilled: 0, problems: 0 };
  try {
    return await learnAll(ports, time);
  } finally {
    await lease.release();
  }
}

async function learnAll(
  ports: Parameters<typeof recomputeBaselines>[0],
  time: RunTime,
): Promise<LearningReport> {
  const { documents, history, sightings } = ports;
  const state = await readLearningState(documents);
  const learnedThrough = new Map(entries(state.learnedThrough));
  const backfills = new Map(entries(state.backfill));
  const problems = new Map(entries(state.problems));
  const seen = await sightings.all();
  const accounts = [...seen.keys()];

  const missing = toBackfill(accounts, backfills, time.now());
  if (history !== null && missing.size > 0) {
    const filled = await backfill(ports, history, missing, time);
    for (const [account, one] of filled) backfills.set(account, one);
  }

  const last = lastHourToLearn(time.now());
  const due = accounts
    .filter((account) => latest(seen.get(account)) > (learnedThrough.get(account) ?? -1))
    .filter((account) => (learnedThrough.get(account) ?? -1) < last)
    .filter((account) => history === null || !isAwaited(backfills.get(account)))
    .sort((a, b) => (learnedThrough.get(a) ?? -1) - (learnedThrough.get(b) ?? -1));
  let hours = 0;
  let done = 0;
  const note = (behind: number) =>
    writeLearningState(documents, {
      ...state,
      learnedThrough: Object.fromEntries(learnedThrough),
      backfill: Object.fromEntries(backfills),
      problems: Object.fromEntries(problems),
      finishedAt: time.now(),
      behind,
    });
  for (const account of due) {
    if (time.now() >= time.deadline) break;
    try {
      const learned = await learnAccount(ports, account, time);
      hours += learned.hours;
      if (learned.problem === null) problems.delete(account);
      else problems.set(account, learned.problem);
      if (learned.learnedThrough !== null) learnedThrough.set(account, learned.learnedThrough);
      if (!learned.finished) break;
    } catch (error) {
      if (!(error instanceof ActivityDocumentError)) throw error;
      problems.set(account, error.message);
    }
    done += 1;
    if (done % NOTE_EVERY === 0) await note(due.length - done);
  }
  await note(due.length - done);
  return {
    state: done < due.length ? 'outOfTime' : 'done',
    accounts: done,
    hours,
    backfilled: history === null ? 0 : missing.size,
    problems: problems.size,
  };
}

function toBackfill(
  accounts: readonly AccountId[],
  backfills: ReadonlyMap<AccountId, BackfillState>,
  now: number,
): ReadonlyMap<AccountId, BackfillState | undefined> {
  const due = accounts.filter((account) => {
    const known = backfills.get(account);
    return isAwaited(known) && (known?.retryAt ?? 0) <= now;
  });
  return new Map(
    due.slice(0, MOST_BACKFILLED).map((account) => [account, backfills.get(account)] as const),
  );
}

/** Hours are learned in order, so our own wait until the past has come or is given up. */
function isAwaited(state: BackfillState | undefined): boolean {
  return state === undefined || (state.goOnAt !== null && state.tries < MOST_TRIES);
}

function latest(lastSeen: Readonly<Partial<Record<string, number>>> | undefined): number {
  return Math.max(-1, ...Object.values(lastSeen ?? {}).map((time) => time ?? -1));
}

/** The keys of the state's records are account ids. */
function entries<T>(record: Readonly<Record<AccountId, T>>): [AccountId, T][] {
  return Object.entries(record) as [AccountId, T][];
}
