import type { Alert, AlertId, DeliveryState } from '../alerts/alert';
import { isSample } from '../alerts/sample';
import { boundedAlert } from './boundedAlert';

/** What has happened to an alert since the receiver last heard of it. */
export type MessageKind = 'Created' | 'Updated' | 'Closed';

/** An alert on its way to a receiver, in no format yet. */
export interface Message {
  /** The same for the same revision of an alert, so that a receiver can drop repeats. */
  readonly id: string;
  readonly kind: MessageKind;
  /** At most 40 KB as JSON, without its delivery state. */
  readonly alert: Alert;
  /** Where the alert is found, or null where the app does not know its own address. */
  readonly link: string | null;
  /** Where a person reads of it: its view in the dashboard; null as `link` is. */
  readonly page: string | null;
  /** Alerts of the same story: one page for all of them is enough. */
  readonly related: readonly AlertId[];
  /** True for made-up alerts that try the way out. */
  readonly isSample: boolean;
}

/** @param appUrl of the app, without a slash at the end */
export function messageOf(alert: Alert, kind: MessageKind, appUrl: string | null): Message {
  return {
    id: `${alert.id}-${alert.revision}`,
    kind,
    alert: boundedAlert({ ...alert, delivery: {} }),
    link: appUrl === null ? null : alertLink(appUrl, alert.id),
    page: appUrl === null ? null : alertPage(appUrl, alert.id),
    related: relatedAlerts(alert),
    isSample: isSample(alert),
  };
}

export function alertLink(appUrl: string, id: string): string {
  return `${appUrl}/api/alerts/${encodeURIComponent(id)}`;
}

function alertPage(appUrl: string, id: string): string {
  return `${appUrl}/api/dashboard#/alerts/${encodeURIComponent(id)}`;
}

/** What to call a message to a sink that has got so far. */
export function kindFor(alert: Alert, { deliveredRevision }: DeliveryState): MessageKind {
  if (isClosed(alert)) return 'Closed';
  // What goes on over the border of a bucket is an update of the alert before.
  return deliveredRevision > 0 || alert.continues !== null ? 'Updated' : 'Created';
}

/** What to call an alert that is exported as it is. */
export function kindOf(alert: Alert): MessageKind {
  return isClosed(alert) ? 'Closed' : 'Created';
}

function isClosed({ status }: Alert): boolean {
  return status === 'Resolved' || status === 'Dismissed';
}

function relatedAlerts({ extendedProperties }: Alert): readonly AlertId[] {
  const text = extendedProperties['relatedAlerts'] ?? '';
  // The alert's own text: ids that the app has written.
  return text.split(', ').filter((id) => id !== '') as AlertId[];
}
