import type { ActivityDocumentError } from '../activity/readHour';
import { HOUR } from '../activity/windowPart';
import type { LearningRun } from './learning/learningRun';
import type { ProfileError } from './profile/profileError';

/** The timer runs four times an hour; after so long without it somebody should look, ms. */
const OVERDUE = 2 * HOUR;
/** Problems of accounts are a reason to look for so long, ms. */
const RECENT = 24 * HOUR;

/** What is known of the learning. */
export interface BaselineFacts {
  /** Epoch ms. */
  readonly now: number;
  /** The last run of the learning timer; null before the first. */
  readonly learning: LearningRun | null;
  /** Profiles that this instance could not use: their accounts count as new. */
  readonly unusableProfiles: readonly ProfileError[];
  /** Documents of activity that this instance could not read and has left as they are. */
  readonly unreadableActivity: readonly ActivityDocumentError[];
}

/** The part of `health` about what is normal for the accounts. */
export function baselineHealth(facts: BaselineFacts) {
  const { now, learning, unusableProfiles, unreadableActivity } = facts;
  const isTroubled =
    learning !== null &&
    (now - learning.finishedAt > OVERDUE ||
      learning.failed > 0 ||
      learning.backfillGivenUp > 0 ||
      learning.problems.some(({ at }) => now - at < RECENT));
  return {
    needsAttention: isTroubled || unusableProfiles.length + unreadableActivity.length > 0,
    lastRun: learning === null ? null : lastRunOf(learning, now),
    accountsByStage: learning?.stages ?? null,
    logAnalytics: {
      accountsWaiting: learning?.backfillWaiting ?? 0,
      accountsGivenUp: learning?.backfillGivenUp ?? 0,
      problems: learning?.backfillProblems ?? [],
    },
    accountProblems: (learning?.problems ?? []).map(({ account, at, detail }) => {
      return { account, timeUtc: timeText(at), detail };
    }),
    wrongClocks: (learning?.wrongClocks ?? []).map(({ account, told, at }) => {
      return { account, toldUtc: timeText(told), receivedUtc: timeText(at) };
    }),
    unusableProfiles: unusableProfiles.map(({ account, message }) => ({
      account,
      detail: message,
    })),
    unreadableActivity: unreadableActivity.map(({ account, documentId, message }) => {
      return { account, document: documentId, detail: message };
    }),
  };
}

function lastRunOf(run: LearningRun, now: number) {
  const { state, startedAt, finishedAt, accounts, hours, backfilled, behind, failed } = run;
  return {
    state,
    finishedUtc: timeText(finishedAt),
    minutesAgo: Math.round((now - finishedAt) / 60_000),
    seconds: Math.round((finishedAt - startedAt) / 100) / 10,
    accountsLearned: accounts,
    hoursLearned: hours,
    accountsBackfilled: backfilled,
    accountsBehind: behind,
    accountsFailed: failed,
    heardThroughUtc: run.heardThrough === null ? null : timeText(run.heardThrough),
  };
}

/** A wrong clock may tell what no date can hold. */
function timeText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString();
}
