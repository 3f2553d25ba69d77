import { HOUR } from '../../activity/windowPart';
import { readObservations, writeObservations } from '../observations/observationStore';
import type { DocumentStore } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import { LATENESS } from '../liveBaselines';
import type { PlaceOf } from '../profile/facets';
import { Profile } from '../profile/profile';
import { ProfileError } from '../profile/profileError';
import { ESTABLISHED_FROM } from '../profile/stage';
import type { ProfileStore } from '../profileStore';
import { teachDismissed } from '../teaching/teachDismissed';
import { taughtBy, withheldBy } from '../teaching/untaught';
import { withheldInSubscription } from '../teaching/withheldInSubscription';
import { withProfile, type AccountLearning } from './accountLearning';
import { isAwaited, wanting, type BackfillState } from './backfillState';
import { compactOwn, firstKeptHour, hourOf, nextOwnHour, ownHours } from './ownHours';
import type { RunTime } from './runTime';

export interface LearningPorts {
  readonly documents: DocumentStore;
  readonly profiles: ProfileStore;
  /** Where an address is, such as `GeoReader.lookup`. */
  readonly placeOf: PlaceOf;
  /** How far back Log Analytics is asked, ms; null where there is none to ask. */
  readonly reach: number | null;
}

/** What a run learned of one account. */
export interface AccountLearned {
  readonly learning: AccountLearning;
  readonly hours: number;
  /** False where time was up before all hours were learned; the next run goes on from there. */
  readonly finished: boolean;
}

/** So long without activity may be a gap that Log Analytics can fill, ms. */
const GAP = 24 * HOUR;

/** Start of the last hour that is over for long enough to be learned, epoch ms. */
export function lastHourToLearn(now: number): number {
  return hourOf(now - HOUR - LATENESS);
}

/**
 * Learns an account's hours up to `last` from our own activity, and compacts them. What was learned
 * is saved once at the end, so a run that is killed has changed nothing. Where Log Analytics may know
 * more of the time before these hours, nothing is learned until it has been asked.
 * @throws StorageError
 */
export async function learnAccount(
  ports: LearningPorts,
  before: AccountLearning,
  last: number,
  time: RunTime,
): Promise<AccountLearned> {
  const { documents, profiles, placeOf } = ports;
  const now = time.now();
  const { profile, problem } = await loadOrStartAnew(profiles, before.accountId);
  const known = problem === null ? before : { ...before, problem: { at: now, detail: problem } };
  const asked = { ...known, backfill: await pastToAskFor(ports, known, profile, now) };
  if (isAwaited(asked.backfill)) return { learning: asked, hours: 0, finished: true };

  const { account } = profile;
  const { firstHour } = profile.knowledge;
  const first = firstToLearn(profile, now);
  const withheld = first > last ? [] : await withheldBy(documents, account, first, last);
  const { observations, problem: damage } = await readObservations(documents, account);
  const troubles: string[] = damage === null ? [] : [damage];
  let { backfill } = asked;
  let examinedThrough = last;
  let finished = true;
  let hours = 0;
  for await (const own of ownHours(documents, account, first, last)) {
    const { activity } = own;
    finished = time.now() < time.deadline;
    backfill = gapBefore(activity.hour, ports, asked.backfill, profile, now) ?? backfill;
    if (!finished || isAwaited(backfill)) {
      examinedThrough = activity.hour - HOUR;
      break;
    }
    const kept = [...withheld, ...(await withheldInSubscription(documents, activity))];
    if (profile.learn(taughtBy(activity, kept), placeOf, now) === 'learned') hours += 1;
    observations.learn(activity);
    for (const { message } of await compactOwn(documents, own)) troubles.push(message);
  }
  if (firstHour >= 0 && profile.knowledge.firstHour !== firstHour) {
    troubles.push('It was silent for so long that it is learned anew');
  }
  const taught = await teachDismissed(documents, profile, placeOf, time);
  // First what passes over hours that come again.
  if (hours > 0) await writeObservations(documents, observations);
  if (hours > 0 || taught) await profiles.save(profile);
  const detail = troubles[0];
  const learning: AccountLearning = {
    ...asked,
    backfill,
    examinedThrough: Math.max(asked.examinedThrough, examinedThrough),
    problem: detail === undefined ? asked.problem : { at: now, detail },
  };
  return { learning: withProfile(learning, profile), hours, finished };
}

/** A damaged profile is set aside: our own activity of the last weeks teaches a new one. */
export async function loadOrStartAnew(
  profiles: ProfileStore,
  account: AccountId,
): Promise<{ readonly profile: Profile; readonly problem: string | null }> {
  try {
    const profile = (await profiles.load(account)) ?? new Profile(account);
    return { profile, problem: null };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    await profiles.setAside(account);
    return { profile: new Profile(account), problem: `${error.message}; it is learned anew` };
  }
}

function firstToLearn({ learnedThrough }: Profile, now: number): number {
  const kept = firstKeptHour(now);
  return learnedThrough === null ? kept : Math.max(kept, learnedThrough + HOUR);
}

/** What is to be asked of Log Analytics before our own next hour may be learned. */
async function pastToAskFor(
  ports: LearningPorts,
  { accountId, backfill }: AccountLearning,
  profile: Profile,
  now: number,
): Promise<BackfillState | null> {
  if (ports.reach === null || isAwaited(backfill)) return backfill;
  // What Log Analytics knows of a young account is worth more than what was learned since.
  const isYoung = backfill === null && profile.historyDays < ESTABLISHED_FROM;
  const known = isYoung ? new Profile(accountId) : profile;
  const first = firstToLearn(known, now);
  // The next hour is the usual case.
  if (now - first < GAP) return backfill;
  const own = await nextOwnHour(ports.documents, accountId, first, now);
  return own === null ? backfill : (gapBefore(own, ports, backfill, known, now) ?? backfill);
}

/** What is not known of the time before one of our own hours, if it is long; null otherwise. */
function gapBefore(
  hour: number,
  { reach }: LearningPorts,
  backfill: BackfillState | null,
  { learnedThrough }: Profile,
  now: number,
): BackfillState | null {
  if (reach === null) return null;
  const known = Math.max((learnedThrough ?? -HOUR) + HOUR, backfill?.wantedUntil ?? 0);
  const from = Math.max(known, hourOf(now - reach) + HOUR);
  const to = Math.min(hour, lastHourToLearn(now) + HOUR);
  return to - from < GAP ? null : wanting(from, to);
}
