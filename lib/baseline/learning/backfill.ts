import type { HourActivity } from '../../activity/hourActivity';
import { HOUR } from '../../activity/windowPart';
import type { AccountId } from '../../telemetry/event';
import { Profile } from '../profile/profile';
import type { WorkspaceOutcome } from '../sources/logAnalytics/outcome';
import { withProfile, writeLearning, type AccountLearning } from './accountLearning';
import { afterAsking, type AskingEnd, type BackfillState } from './backfillState';
import { loadOrStartAnew, type LearningPorts } from './learnAccount';
import type { RunTime } from './runTime';

/** History of accounts from before the app was there, hour by hour in order of time. */
export interface HistorySource {
  /** How far back it is asked, ms. */
  readonly reach: number;
  /**
   * Throws where the signal ends it, and nothing else. `outcomes` tells how far it got; it is final
   * when the iteration has ended.
   * @param from epoch ms, as is `to`, which is not included
   */
  read(
    accounts: readonly AccountId[],
    from: number,
    to: number,
    signal: AbortSignal,
  ): AsyncIterable<HourActivity> & { outcomes(): readonly WorkspaceOutcome[] };
}

/** An account that waits for its past. */
export interface Waiting {
  readonly learning: AccountLearning;
  readonly state: BackfillState;
}

/** Profiles are saved after so many hours of history, so that a run that is killed loses little. */
const SAVE_EVERY = 48 * HOUR;

/**
 * Asks for what accounts wait for, those first that got furthest, and saves what was learned.
 * @returns what became of each, for those that there was time to ask for
 * @throws StorageError
 */
export async function backfill(
  ports: LearningPorts,
  history: HistorySource,
  waiting: readonly Waiting[],
  time: RunTime,
): Promise<readonly AccountLearning[]> {
  const groups = new Map<number, Waiting[]>();
  for (const one of waiting) {
    const { readUntil } = one.state;
    groups.set(readUntil, [...(groups.get(readUntil) ?? []), one]);
  }
  const asked: AccountLearning[] = [];
  for (const [from, group] of [...groups].sort(([a], [b]) => b - a)) {
    if (time.now() >= time.deadline) break;
    const reading = await GroupReading.begin(ports, from, group, time.now());
    asked.push(...(await reading.read(history, time)));
  }
  return asked;
}

/** One account while its history is read. */
interface Reader {
  learning: AccountLearning;
  readonly state: BackfillState;
  readonly profile: Profile;
  isChanged: boolean;
}

/** Accounts that were asked for as far as each other, and are asked for together. */
class GroupReading {
  private constructor(
    private readonly ports: LearningPorts,
    private readonly from: number,
    private readonly readers: ReadonlyMap<AccountId, Reader>,
  ) {}

  static async begin(
    ports: LearningPorts,
    from: number,
    group: readonly Waiting[],
    now: number,
  ): Promise<GroupReading> {
    const readers = new Map<AccountId, Reader>();
    for (const { learning, state } of group) {
      const { accountId } = learning;
      const { profile, problem } = await loadOrStartAnew(ports.profiles, accountId);
      const known =
        problem === null ? learning : { ...learning, problem: { at: now, detail: problem } };
      const knowsLater = (profile.learnedThrough ?? -1) >= state.wantedUntil;
      readers.set(accountId, {
        // Hours are learned in order: what our own activity has taught comes again after these.
        learning: knowsLater ? { ...known, examinedThrough: -1 } : known,
        profile: knowsLater ? new Profile(accountId) : profile,
        state,
        isChanged: false,
      });
    }
    return new GroupReading(ports, from, readers);
  }

  async read(history: HistorySource, time: RunTime): Promise<readonly AccountLearning[]> {
    const { from, readers, ports } = this;
    const now = time.now();
    const to = Math.max(...[...readers.values()].map(({ state }) => state.wantedUntil));
    const signal = AbortSignal.timeout(Math.max(1, time.deadline - now));
    const stream = history.read([...readers.keys()], from, to, signal);
    let end: AskingEnd = 'complete';
    // All hours before it have come.
    let reached = from;
    let savedAt = from;
    try {
      for await (const activity of stream) {
        const isNext = activity.hour > reached;
        reached = activity.hour;
        if (isNext && time.now() >= time.deadline) {
          end = 'cut';
          break;
        }
        if (reached - savedAt >= SAVE_EVERY) {
          savedAt = reached;
          await this.save('cut', readUntil('cut', reached, stream.outcomes()), stream, now);
        }
        const reader = readers.get(activity.account);
        if (reader === undefined || activity.hour >= reader.state.wantedUntil) continue;
        const learned = reader.profile.learn(activity, ports.placeOf, now);
        reader.isChanged ||= learned === 'learned';
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      end = 'cut';
    }
    const outcomes = stream.outcomes();
    if (end === 'complete' && outcomes.some(({ status }) => status === 'stopped')) end = 'stopped';
    const until = end === 'complete' ? to : readUntil(end, reached, outcomes);
    await this.save(end, until, stream, time.now());
    return [...readers.values()].map(({ learning }) => learning);
  }

  /** Profiles first: what is learned twice changes nothing. */
  private async save(
    end: AskingEnd,
    until: number,
    stream: { outcomes(): readonly WorkspaceOutcome[] },
    now: number,
  ): Promise<void> {
    const { documents, profiles } = this.ports;
    const outcomes = stream.outcomes();
    for (const [account, reader] of this.readers) {
      const { learning, state, profile } = reader;
      if (reader.isChanged) await profiles.save(profile);
      reader.isChanged = false;
      const problem = problemOf(account, outcomes);
      const after = { ...learning, backfill: afterAsking(state, end, until, problem, now) };
      reader.learning = profile.learnedThrough === null ? after : withProfile(after, profile);
      await writeLearning(documents, reader.learning);
    }
  }
}

/**
 * Until when all workspaces have told what they know, epoch ms.
 * @param reached until when anything came
 */
function readUntil(
  end: Exclude<AskingEnd, 'complete'>,
  reached: number,
  outcomes: readonly WorkspaceOutcome[],
): number {
  const until = outcomes.map(readUntilOf);
  if (end === 'stopped') {
    return Math.min(...outcomes.filter(({ status }) => status === 'stopped').map(readUntilOf));
  }
  // One that gave up before time did has told less than the others.
  const failed = outcomes.filter(({ problems }) =>
    problems.some(({ account }) => account === null),
  );
  const behind = Math.min(...failed.map(readUntilOf));
  return Math.min(behind, until.length === 0 ? reached : Math.max(reached, Math.min(...until)));
}

function readUntilOf(outcome: WorkspaceOutcome): number {
  return outcome.readUntil;
}

function problemOf(account: AccountId, outcomes: readonly WorkspaceOutcome[]): string | null {
  for (const { workspace, problems } of outcomes) {
    const own = problems.find((problem) => problem.account === null || problem.account === account);
    if (own !== undefined) return `workspace ${workspace}: ${own.detail}; ${own.advice}`;
  }
  return null;
}
