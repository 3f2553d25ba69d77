import type { PartitionStates } from '../../ingestion/partitionState';
import { lastHeard, type LastSeen, type Sightings } from '../../ingestion/sightings';
import { Lease } from '../../storage/lease';
import type { AccountId } from '../../telemetry/event';
import { HOUR } from '../../activity/windowPart';
import { notLearned, readLearnings, writeLearning, type AccountLearning } from './accountLearning';
import { backfill, type HistorySource, type Waiting } from './backfill';
import { isAwaited } from './backfillState';
import { heardThrough } from './heardThrough';
import { lastHourToLearn, learnAccount, type LearningPorts } from './learnAccount';
import { standing, writeLearningRun, type LearningReport } from './learningRun';
import type { RunTime } from './runTime';

const LEASE = 'recomputeBaselines';
/** Longer than any run; a killed run's lease ends with it, ms. */
const LEASE_DURATION = 10 * 60_000;
/** Share of a run that learning from our own activity may take while others wait for their past. */
const OWN_SHARE = 0.6;
/** Accounts that are asked of Log Analytics in one run. */
const MOST_BACKFILLED = 100;
/** So many accounts that fail one after another are no fault of theirs. */
const MOST_FAILURES = 3;

export interface TimerPorts extends Omit<LearningPorts, 'reach'> {
  readonly sightings: Sightings;
  readonly partitions: PartitionStates;
  /** Null where no workspace is set. */
  readonly history: HistorySource | null;
}

/**
 * Learns what is new of all accounts, those known least first. It may be killed at any point: what
 * an account learned is saved at once or not at all, and the next run goes on from there.
 * @param owner name of this instance, for the lease
 * @throws StorageError, or what three accounts in a row have failed with
 */
export async function recomputeBaselines(
  ports: TimerPorts,
  owner: string,
  time: RunTime,
): Promise<LearningReport> {
  const lease = await Lease.take(ports.documents, LEASE, owner, LEASE_DURATION, time.now());
  if (lease === null) {
    return { state: 'busy', accounts: 0, hours: 0, backfilled: 0, behind: 0, failed: 0 };
  }
  try {
    return await new Round(ports, time).run();
  } finally {
    await lease.release();
  }
}

/** One round over all accounts. */
class Round {
  private readonly learnings = new Map<AccountId, AccountLearning>();
  private readonly learningPorts: LearningPorts;
  private accounts = 0;
  private hours = 0;
  private failed = 0;
  private failedInARow = 0;

  constructor(
    private readonly ports: TimerPorts,
    private readonly time: RunTime,
  ) {
    this.learningPorts = { ...ports, reach: ports.history?.reach ?? null };
  }

  async run(): Promise<LearningReport> {
    const { ports, time, learnings } = this;
    const startedAt = time.now();
    const seen = await ports.sightings.all();
    for (const [account, one] of await readLearnings(ports.documents)) learnings.set(account, one);
    const heard = heardThrough(await ports.partitions.all(), startedAt);
    const last = lastHourToLearn(heard);
    const due = [...seen].filter(([account, lastSeen]) => this.isDue(account, lastSeen, last));
    const inOrder = due
      .map(([account]) => account)
      .sort((a, b) => this.examined(a) - this.examined(b));
    const behind = await this.learnOwn(inOrder, last);
    const backfilled = await this.backfill([...seen.keys()]);
    const report: LearningReport = {
      state: behind === 0 ? 'done' : 'outOfTime',
      accounts: this.accounts,
      hours: this.hours,
      backfilled,
      behind,
      failed: this.failed,
    };
    const finishedAt = time.now();
    const clocks = await ports.sightings.wrongClocks(finishedAt);
    await writeLearningRun(ports.documents, {
      ...report,
      startedAt,
      finishedAt,
      heardThrough: Number.isFinite(heard) ? heard : null,
      ...standing([...learnings.values()], finishedAt),
      wrongClocks: [...clocks].map(([account, clock]) => ({ account, ...clock })),
    });
    return report;
  }

  private isDue(account: AccountId, lastSeen: LastSeen, last: number): boolean {
    if (this.isWaiting(account)) return false;
    const examined = this.examined(account);
    if (examined < 0 || this.hasPastToAskFor(account)) return true;
    return examined < last && lastHeard(lastSeen) >= examined + HOUR;
  }

  private examined(account: AccountId): number {
    return this.learnings.get(account)?.examinedThrough ?? -1;
  }

  /** A workspace was set after the account had been learned for some days. */
  private hasPastToAskFor(account: AccountId): boolean {
    const { backfill, stage } = this.learnings.get(account) ?? notLearned(account);
    return this.ports.history !== null && backfill === null && stage !== 'established';
  }

  private isWaiting(account: AccountId): boolean {
    const { history } = this.ports;
    return history !== null && isAwaited(this.learnings.get(account)?.backfill ?? null);
  }

  /** Returns how many accounts there was no time for. */
  private async learnOwn(due: readonly AccountId[], last: number): Promise<number> {
    const { time } = this;
    const isAnyWaiting = [...this.learnings.keys()].some((account) => this.isWaiting(account));
    const now = time.now();
    const deadline = isAnyWaiting ? now + (time.deadline - now) * OWN_SHARE : time.deadline;
    for (const [index, account] of due.entries()) {
      if (time.now() >= deadline) return due.length - index;
      const finished = await this.learn(account, last, { now: () => time.now(), deadline });
      if (!finished) return due.length - index;
    }
    return 0;
  }

  /** False where time was up. A failure of one account does not keep the others from learning. */
  private async learn(account: AccountId, last: number, time: RunTime): Promise<boolean> {
    const before = this.learnings.get(account) ?? notLearned(account);
    try {
      const learned = await learnAccount(this.learningPorts, before, last, time);
      await this.note(learned.learning);
      this.hours += learned.hours;
      this.accounts += 1;
      this.failedInARow = 0;
      return learned.finished;
    } catch (error) {
      this.failed += 1;
      this.failedInARow += 1;
      if (this.failedInARow === MOST_FAILURES) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      this.learnings.set(account, { ...before, problem: { at: time.now(), detail } });
      return true;
    }
  }

  private async note(learning: AccountLearning): Promise<void> {
    await writeLearning(this.ports.documents, learning);
    this.learnings.set(learning.accountId, learning);
  }

  private async backfill(accounts: readonly AccountId[]): Promise<number> {
    const { history } = this.ports;
    const now = this.time.now();
    if (history === null || now >= this.time.deadline) return 0;
    const waiting: Waiting[] = accounts.flatMap((account) => {
      const learning = this.learnings.get(account);
      const state = learning?.backfill ?? null;
      if (learning === undefined || state === null || !isAwaited(state)) return [];
      if (state.retryAt > now) return [];
      return [{ learning, state }];
    });
    // Those that got furthest first, so that they come to an end.
    waiting.sort((a, b) => b.state.readUntil - a.state.readUntil);
    const some = waiting.slice(0, MOST_BACKFILLED);
    const asked = await backfill(this.learningPorts, history, some, this.time);
    for (const learning of asked) this.learnings.set(learning.accountId, learning);
    return asked.length;
  }
}
