import type { Alert } from '../alert';
import type { AlertDocument } from '../document';
import { isSample } from '../sample';
import type { Condition, DocumentStore } from '../../storage/documents';
import { covers } from './covers';
import type { SuppressionRule } from './rule';

/** Alerts that an answer names. */
const MOST_NAMED = 50;
/** Alerts that are looked at, and how many at a time. */
const MOST_READ = 5000;
const PAGE = 200;
const DAY = 86_400_000;
/** A rule is tried on the alerts of so many days. */
export const TRIED_DAYS = 30;

/** What a rule hides, or would hide. */
export interface HiddenAlerts {
  readonly count: number;
  /** False where there are more alerts than were looked at. */
  readonly complete: boolean;
  /** The newest 50. */
  readonly alerts: readonly Pick<Alert, 'id' | 'alertType' | 'startTimeUtc' | 'severity'>[];
}

/** The alerts that are hidden by a rule now, whether or not it is still there. */
export function hiddenBy(store: DocumentStore, rule: string): Promise<HiddenAlerts> {
  return gather(store, undefined, [{ field: 'suppressedBy', is: 'equal', value: rule }]);
}

/**
 * The alerts of the last 30 days that a rule would have hidden, were it in force.
 * @param now epoch ms
 * @throws StorageError
 */
export function wouldHide(
  store: DocumentStore,
  rule: SuppressionRule,
  now: number,
): Promise<HiddenAlerts> {
  const where: Condition[] = [
    { field: 'alertType', is: 'equal', value: rule.alertType },
    { field: 'internal.endTime', is: 'atLeast', value: now - TRIED_DAYS * DAY },
  ];
  return gather(
    store,
    rule.accountId ?? undefined,
    where,
    (alert) => covers(rule, alert) && !isSample(alert),
  );
}

async function gather(
  store: DocumentStore,
  partition: string | undefined,
  where: readonly Condition[],
  isHidden: (alert: AlertDocument) => boolean = () => true,
): Promise<HiddenAlerts> {
  const alerts: HiddenAlerts['alerts'][number][] = [];
  let count = 0;
  let behind: Condition[] = [];
  for (let read = 0; read < MOST_READ; read += PAGE) {
    const page = await store.query<AlertDocument>('alerts', {
      ...(partition === undefined ? {} : { partition }),
      where: [...where, ...behind],
      orderBy: { field: 'internal.order', descending: true },
      limit: PAGE,
    });
    for (const alert of page.filter(isHidden)) {
      count += 1;
      const { id, alertType, startTimeUtc, severity } = alert;
      if (alerts.length < MOST_NAMED) alerts.push({ id, alertType, startTimeUtc, severity });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return { count, complete: true, alerts };
    behind = [{ field: 'internal.order', is: 'below', value: last.internal.order }];
  }
  return { count, complete: false, alerts };
}
