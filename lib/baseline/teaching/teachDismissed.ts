import type { ActivityStore } from '../../activity/activityStore';
import { hourActivityOf, windowOf } from '../../activity/window';
import { HOUR } from '../../activity/windowPart';
import type { AlertDocument } from '../../alerts/document';
import type { DocumentStore, StoredDocument } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import type { PlaceOf } from '../profile/facets';
import type { Profile } from '../profile/profile';
import { taughtBy, withheldBy } from './untaught';

/** Profiles keep volumes for so long: what is older cannot be taught any more. */
const TEACHABLE = 42 * 24 * HOUR;
/** Hours of one alert that are learned at most. */
const MOST_HOURS = 48;

/** Which dismissed alerts have taught what they had kept back. */
interface TaughtDocument extends StoredDocument {
  readonly id: 'taughtAlerts';
  readonly kind: 'taughtAlerts';
  readonly accountId: AccountId;
  readonly alerts: readonly string[];
}

/**
 * Teaches a profile the hours that an alert had kept back until somebody dismissed it as expected.
 * @returns how many hours; `noted` remembers that they were taught, to be called after saving
 * @throws StorageError
 */
export async function teachDismissed(
  ports: {
    readonly documents: DocumentStore;
    readonly activity: ActivityStore;
    readonly profile: Profile;
    readonly placeOf: PlaceOf;
  },
  now: number,
): Promise<{ readonly hours: number; noted(): Promise<void> }> {
  const { documents, activity, profile, placeOf } = ports;
  const { account, learnedThrough } = profile;
  const dismissed = await dismissedAlerts(documents, account, now - TEACHABLE);
  const stored = dismissed.length === 0 ? null : await readTaught(documents, account);
  const before = new Set(stored?.alerts);
  // What is not learned yet will be learned in its turn.
  const due = dismissed.filter(
    ({ id, internal }) => !before.has(id) && hourOf(internal.endTime) <= (learnedThrough ?? -1),
  );
  let hours = 0;
  for (const { internal } of due) {
    const first = Math.max(hourOf(internal.startTime), hourOf(now - TEACHABLE));
    const last = Math.min(hourOf(internal.endTime), first + MOST_HOURS * HOUR);
    const withheld = await withheldBy(documents, account, first, last);
    for (let hour = first; hour <= last; hour += HOUR) {
      const parts = await activity.parts(account, hour, 'fresh');
      if (parts.length === 0) continue;
      const learned = hourActivityOf(windowOf(account, hour, parts));
      profile.learnLate(taughtBy(learned, withheld), placeOf);
      hours += 1;
    }
  }
  return {
    hours,
    async noted() {
      if (due.length === 0) return;
      const still = dismissed.filter(({ id }) => before.has(id));
      await documents.upsert<TaughtDocument>('baselines', {
        id: 'taughtAlerts',
        schemaVersion: 1,
        kind: 'taughtAlerts',
        accountId: account,
        alerts: [...still, ...due].map(({ id }) => id),
      });
    },
  };
}

function dismissedAlerts(documents: DocumentStore, account: AccountId, since: number) {
  return documents.query<AlertDocument>('alerts', {
    partition: account,
    where: [
      { field: 'status', is: 'equal', value: 'Dismissed' },
      { field: 'internal.endTime', is: 'atLeast', value: since },
    ],
  });
}

async function readTaught(documents: DocumentStore, account: AccountId) {
  const found = await documents.read<TaughtDocument>('baselines', account, 'taughtAlerts');
  return found?.document ?? null;
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}
