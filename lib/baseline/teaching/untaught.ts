import type { Deed } from '../../activity/deeds';
import type { ActorHour, HourActivity } from '../../activity/hourActivity';
import { HOUR } from '../../activity/windowPart';
import type { AlertStatus, Severity } from '../../alerts/alert';
import { isChain } from '../../alerts/chain';
import type { AlertDocument } from '../../alerts/document';
import { MOST_VALUES, principalText } from '../../alerts/facts';
import { isSample } from '../../alerts/sample';
import type { DocumentStore } from '../../storage/documents';
import type { AccountId } from '../../telemetry/event';
import type { TaughtHour } from '../profile/profile';
import type { ReportedThing } from '../profile/reportedThings';
import { reportedIn } from './reported';

/** Alerts of these states and severities keep what they are about from becoming normal. */
const WITHHOLDING: readonly AlertStatus[] = ['Active', 'InProgress', 'Resolved'];
export const SEVERE: readonly Severity[] = ['Low', 'Medium', 'High'];

/** Who and when: what an alert keeps from teaching. */
export interface Withheld {
  /** Start of the first and of the last hour of the alert, epoch ms. */
  readonly firstHour: number;
  readonly lastHour: number;
  /** Null where the alert names nobody, or too many: then the hours teach nothing at all. */
  readonly who:
    | { readonly addresses: ReadonlySet<string> }
    | { readonly principals: ReadonlySet<string> }
    | null;
  /** What the alert told of newcomers. */
  readonly reported?: readonly ReportedThing[];
}

/**
 * What open and resolved alerts keep from teaching: else the second day of a theft is normal. An
 * alert that was dismissed as expected keeps nothing back.
 * @param from start of the first hour in question, epoch ms
 * @param to start of the last one
 * @throws StorageError
 */
export async function withheldBy(
  store: DocumentStore,
  account: AccountId,
  from: number,
  to: number,
): Promise<readonly Withheld[]> {
  const alerts = await store.query<AlertDocument>('alerts', {
    partition: account,
    where: [
      { field: 'status', is: 'oneOf', values: WITHHOLDING },
      { field: 'severity', is: 'oneOf', values: SEVERE },
      { field: 'internal.startTime', is: 'below', value: to + HOUR },
      { field: 'internal.endTime', is: 'atLeast', value: from },
    ],
  });
  return alerts.filter((alert) => !isSample(alert) && !isChain(alert)).map(withheldByAlert);
}

function withheldByAlert(alert: AlertDocument): Withheld {
  const { internal } = alert;
  const { startTime, endTime, facts } = internal;
  return {
    firstHour: Math.floor(startTime / HOUR) * HOUR,
    lastHour: Math.floor(endTime / HOUR) * HOUR,
    who: whoIn(facts.addresses, facts.principals),
    reported: reportedIn(alert),
  };
}

function whoIn(addresses: readonly string[], principals: readonly string[]): Withheld['who'] {
  if (addresses.length >= MOST_VALUES || principals.length >= MOST_VALUES) return null;
  if (addresses.length > 0) return { addresses: new Set(addresses) };
  return principals.length > 0 ? { principals: new Set(principals) } : null;
}

/** The hour without the actors that an alert is about. */
export function taughtBy(activity: HourActivity, withheld: readonly Withheld[]): TaughtHour {
  const { hour } = activity;
  const now = withheld.filter(({ firstHour, lastHour }) => firstHour <= hour && hour <= lastHour);
  if (now.length === 0) return activity;
  const { deeds } = activity;
  return {
    ...activity,
    reported: now.flatMap(({ reported = [] }) => reported),
    actors: activity.actors.filter((actor) => !now.some(({ who }) => isAbout(who, actor))),
    ...(deeds === undefined ? {} : { deeds: deeds.filter((deed) => mayTeach(deed, now)) }),
  };
}

/** A state names nobody who brought it about, so none of such an hour is learned. */
function mayTeach(deed: Deed, withheld: readonly Withheld[]): boolean {
  return deed.kind !== 'state' && !withheld.some(({ who }) => isAbout(who, deed));
}

function isAbout(who: Withheld['who'], actor: Pick<ActorHour, 'address' | 'principal'>): boolean {
  if (who === null) return true;
  return 'addresses' in who
    ? who.addresses.has(actor.address)
    : who.principals.has(principalText(actor.principal));
}
