import type { HourActivity } from '../../activity/hourActivity';
import { HOUR } from '../../activity/windowPart';
import type { AccountId } from '../../telemetry/event';
import type { Profile } from '../profile/profile';
import type { WorkspaceOutcome } from '../sources/logAnalytics/outcome';
import {
  firstOwnHour,
  lastHourToLearn,
  loadOrStartAnew,
  type LearningPorts,
  type RunTime,
} from './learnAccount';
import type { BackfillState } from './learningState';

/** History of accounts from before the app was there, hour by hour in order of time. */
export interface HistorySource {
  /** How far back it is asked, ms. */
  readonly reach: number;
  /** `outcomes` is final when the iteration has ended. */
  read(
    accounts: readonly AccountId[],
    from: number,
    to: number,
  ): AsyncIterable<HourActivity> & { outcomes(): readonly WorkspaceOutcome[] };
}

/** Profiles are saved after so many hours of history, so that a run that is killed loses little. */
const SAVE_EVERY = 48 * HOUR;
/** After a failure the source is asked again so much later, ms. */
const RETRY_AFTER = 6 * HOUR;

interface Pending {
  readonly account: AccountId;
  readonly profile: Profile;
  /** Hours from `from` on and before `to` are wanted, epoch ms. */
  readonly from: number;
  readonly to: number;
}

/**
 * Fills profiles from the time before our own activity begins.
 * @param accounts with what became of asking about them before
 * @returns how far each account got
 * @throws StorageError
 */
export async function backfill(
  ports: LearningPorts,
  history: HistorySource,
  accounts: ReadonlyMap<AccountId, BackfillState | undefined>,
  time: RunTime,
): Promise<ReadonlyMap<AccountId, BackfillState>> {
  const now = time.now();
  const pending = new Map<AccountId, Pending>();
  for (const account of accounts.keys()) {
    pending.set(account, await pendingOf(ports, account, now - history.reach, now));
  }
  const wanted = [...pending.values()].filter(({ from, to }) => from < to);
  const from = Math.min(...wanted.map((one) => one.from));
  const to = Math.max(...wanted.map((one) => one.to));
  const stream = wanted.length === 0 ? null : history.read(names(wanted), from, to);
  let stoppedAt: number | null = null;
  let savedAt = from;
  for await (const activity of stream ?? []) {
    if (activity.hour > savedAt && time.now() >= time.deadline) {
      stoppedAt = activity.hour;
      break;
    }
    if (activity.hour - savedAt >= SAVE_EVERY) {
      await saveAll(ports, wanted);
      savedAt = activity.hour;
    }
    const one = pending.get(activity.account);
    if (one === undefined || activity.hour >= one.to) continue;
    one.profile.learn(activity, ports.placeOf, now);
  }
  await saveAll(ports, wanted);
  const state = stateOf(stoppedAt, stream?.outcomes() ?? [], now);
  return new Map(
    [...accounts].map(([account, before]) => [
      account,
      { ...state, tries: stoppedAt === null ? (before?.tries ?? 0) + 1 : (before?.tries ?? 0) },
    ]),
  );
}

async function pendingOf(
  ports: LearningPorts,
  account: AccountId,
  earliest: number,
  now: number,
): Promise<Pending> {
  const { profile } = await loadOrStartAnew(ports.profiles, account);
  const { learnedThrough } = profile;
  const from = learnedThrough === null ? earliest : learnedThrough + HOUR;
  const own = await firstOwnHour(ports.documents, account);
  return { account, profile, from, to: Math.min(own ?? Infinity, lastHourToLearn(now) + HOUR) };
}

async function saveAll({ profiles }: LearningPorts, all: readonly Pending[]): Promise<void> {
  for (const { profile } of all) if (profile.learnedThrough !== null) await profiles.save(profile);
}

function stateOf(
  stoppedAt: number | null,
  outcomes: readonly WorkspaceOutcome[],
  now: number,
): Omit<BackfillState, 'tries'> {
  const problem =
    outcomes
      .flatMap(({ workspace, problems }) =>
        problems.map(({ detail, advice }) => `workspace ${workspace}: ${detail}; ${advice}`),
      )
      .at(0) ?? null;
  if (stoppedAt !== null) return { goOnAt: stoppedAt, retryAt: now, problem };
  const stopped = outcomes.filter(({ status }) => status === 'stopped');
  if (stopped.length === 0) return { goOnAt: null, retryAt: now, problem };
  const goOnAt = Math.min(...stopped.map(({ readUntil }) => readUntil));
  return { goOnAt, retryAt: now + RETRY_AFTER, problem };
}

function names(pending: readonly Pending[]): readonly AccountId[] {
  return pending.map(({ account }) => account);
}
