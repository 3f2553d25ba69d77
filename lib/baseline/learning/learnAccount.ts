import type { ActivityStore } from '../../activity/activityStore';
import { compactHour } from '../../activity/compactHour';
import { hourActivityOf, windowOf } from '../../activity/window';
import { HOUR } from '../../activity/windowPart';
import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import { LATENESS } from '../liveBaselines';
import type { PlaceOf } from '../profile/facets';
import { Profile } from '../profile/profile';
import { ProfileError } from '../profile/profileError';
import type { ProfileStore } from '../profileStore';
import { taughtBy, withheldBy } from '../teaching/untaught';
import { teachDismissed } from '../teaching/teachDismissed';

export interface LearningPorts {
  readonly documents: DocumentStore;
  readonly activity: ActivityStore;
  readonly profiles: ProfileStore;
  /** Where an address is, such as `GeoReader.lookup`. */
  readonly placeOf: PlaceOf;
}

/** When a run stops, epoch ms by its own clock. */
export interface RunTime {
  now(): number;
  readonly deadline: number;
}

/** What a run learned of one account. */
export interface AccountLearned {
  readonly hours: number;
  /** False where time was up before all hours were learned; the next run goes on from there. */
  readonly finished: boolean;
  /** Start of the last hour known, epoch ms; null where nothing is. */
  readonly learnedThrough: number | null;
  /** What was wrong with the profile, which was set aside and learned anew; null mostly. */
  readonly problem: string | null;
}

/** Activity is kept for so long. */
const KEPT = 45 * 24 * HOUR;

/** Start of the last hour that is over for long enough to be learned, epoch ms. */
export function lastHourToLearn(now: number): number {
  return Math.floor((now - HOUR - LATENESS) / HOUR) * HOUR;
}

/**
 * Learns an account's hours that are over, from our own activity, and compacts them. What was
 * learned is saved once at the end, so a run that is killed has changed nothing.
 * @throws StorageError, @throws ActivityDocumentError where activity cannot be read
 */
export async function learnAccount(
  ports: LearningPorts,
  account: AccountId,
  time: RunTime,
): Promise<AccountLearned> {
  const { documents, activity, profiles, placeOf } = ports;
  const { profile, problem } = await loadOrStartAnew(profiles, account);
  const now = time.now();
  const last = lastHourToLearn(now);
  const first = await firstHour(documents, account, profile, now);
  const withheld = await withheldBy(documents, account, first, last);
  let hours = 0;
  let finished = true;
  for (let hour = first; hour <= last; hour += HOUR) {
    if (time.now() >= time.deadline) {
      finished = false;
      break;
    }
    const parts = await activity.parts(account, hour, 'fresh');
    if (parts.length === 0) continue;
    const learned = hourActivityOf(windowOf(account, hour, parts));
    if (profile.learn(taughtBy(learned, withheld), placeOf, now) === 'learned') hours += 1;
    if (parts.length > 1) await compactHour(documents, account, hour);
  }
  const taught = await teachDismissed({ ...ports, profile }, now);
  if (hours > 0 || taught.hours > 0) await profiles.save(profile);
  await taught.noted();
  return { hours, finished, learnedThrough: profile.learnedThrough, problem };
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
    return { profile: new Profile(account), problem: error.message };
  }
}

async function firstHour(
  documents: DocumentStore,
  account: AccountId,
  profile: Profile,
  now: number,
): Promise<number> {
  const oldest = Math.floor((now - KEPT) / HOUR) * HOUR;
  const { learnedThrough } = profile;
  if (learnedThrough !== null) return Math.max(oldest, learnedThrough + HOUR);
  return Math.max(oldest, (await firstOwnHour(documents, account)) ?? now);
}

/** Start of the first hour of which we have own activity, epoch ms; null where there is none. */
export async function firstOwnHour(
  documents: DocumentStore,
  account: AccountId,
): Promise<number | null> {
  const [first] = await documents.query<StoredDocument & { readonly hour: number }>('activity', {
    partition: account,
    where: [{ field: 'hour', is: 'present' }],
    orderBy: { field: 'hour', descending: false },
    limit: 1,
  });
  return first?.hour ?? null;
}
