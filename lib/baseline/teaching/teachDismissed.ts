import { HOUR } from '../../activity/windowPart';
import { isChain } from '../../alerts/chain';
import type { AlertDocument } from '../../alerts/document';
import type { DocumentStore } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import { hourOf, ownHour } from '../learning/ownHours';
import type { RunTime } from '../learning/runTime';
import type { PlaceOf } from '../profile/facets';
import type { Profile } from '../profile/profile';
import { reportedIn } from './reported';
import { SEVERE, taughtBy, withheldBy } from './untaught';

/** Profiles keep volumes for so long: what is older cannot be taught any more. */
const TEACHABLE = 42 * 24 * HOUR;
/** Hours of one alert that are learned at most. */
const MOST_HOURS = 48;
/** Alerts of which a profile remembers that they have taught. */
const MOST_ALERTS = 500;

/**
 * Teaches a profile the hours that an alert had kept back until somebody dismissed it as expected.
 * What time is too short for is left to the next run.
 * @returns true where the profile changed and is to be saved
 * @throws StorageError
 */
export async function teachDismissed(
  documents: DocumentStore,
  profile: Profile,
  placeOf: PlaceOf,
  time: RunTime,
): Promise<boolean> {
  const { account, learnedThrough } = profile;
  const earliest = hourOf(time.now() - TEACHABLE);
  const dismissed = await dismissedAlerts(documents, account, earliest);
  const before = profile.knowledge.taughtAlerts;
  const taught = dismissed.filter(({ id }) => before.has(id)).map(({ id }) => id);
  const hours = new Set<number>();
  const news = dismissed.filter(({ id }) => !before.has(id));
  profile.forgetReported(news.flatMap(reportedIn));
  for (const { id, internal } of dismissed) {
    const [first, last] = [
      Math.max(hourOf(internal.startTime), earliest),
      hourOf(internal.endTime),
    ];
    // What is not learned yet will be learned in its turn.
    if (before.has(id) || last > (learnedThrough ?? -1)) continue;
    if (time.now() >= time.deadline || taught.length >= MOST_ALERTS) break;
    await teachLate(documents, profile, placeOf, {
      first,
      last: Math.min(last, first + (MOST_HOURS - 1) * HOUR),
      taught: hours,
    });
    taught.push(id);
  }
  const isChanged = taught.length !== before.size || taught.some((id) => !before.has(id));
  if (isChanged) profile.noteTaught(taught);
  return isChanged;
}

/** @param span the hours of an alert; those in `taught` have been taught by another one */
async function teachLate(
  documents: DocumentStore,
  profile: Profile,
  placeOf: PlaceOf,
  span: { readonly first: number; readonly last: number; readonly taught: Set<number> },
): Promise<void> {
  const { first, last, taught } = span;
  const withheld = await withheldBy(documents, profile.account, first, last);
  for (let hour = first; hour <= last; hour += HOUR) {
    const own = taught.has(hour) ? null : await ownHour(documents, profile.account, hour);
    if (own !== null) profile.learnLate(taughtBy(own.activity, withheld), placeOf);
    taught.add(hour);
  }
}

/** In the order of their ends. */
async function dismissedAlerts(documents: DocumentStore, account: AccountId, since: number) {
  const alerts = await documents.query<AlertDocument>('alerts', {
    partition: account,
    where: [
      { field: 'status', is: 'equal', value: 'Dismissed' },
      { field: 'severity', is: 'oneOf', values: SEVERE },
      { field: 'internal.endTime', is: 'atLeast', value: since },
    ],
  });
  return alerts
    .filter((alert) => !isChain(alert))
    .sort((a, b) => a.internal.endTime - b.internal.endTime || (a.id < b.id ? -1 : 1));
}
