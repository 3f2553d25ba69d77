/** The delivery state of an alert, and how it moves on. */

import type { Alert, DeliveryState } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { backoff, MESSAGE_PACE } from './backoff';
import { accepts } from './filter';
import type { DeliveryError, Sink } from './sink';

/** After this time a message is given up, ms. */
const PATIENCE = 24 * 3_600_000;
const LONGEST_ERROR = 300;

type Receiver = Pick<Sink, 'name' | 'filter'>;

/**
 * What a sink still has to get of an alert, or null where it has everything it should have, or was
 * given up on.
 * @param now epoch ms
 */
export function owedTo(
  alert: Alert,
  { name, filter }: Receiver,
  now: number,
): DeliveryState | null {
  const isSent = alert.suppressedBy === null && alert.detector.maturity !== 'sandbox';
  if (!isSent || !accepts(filter, alert)) return null;
  const known = alert.delivery[name];
  const deliveredRevision = known?.deliveredRevision ?? 0;
  if (deliveredRevision >= alert.revision) return null;
  if (known?.triedRevision === alert.revision) return known.state === 'givenUp' ? null : known;
  return {
    state: 'pending',
    deliveredRevision,
    triedRevision: alert.revision,
    attempts: 0,
    since: new Date(now).toISOString(),
    nextAt: null,
    lastError: null,
  };
}

/** When an owed message is due, epoch ms; -Infinity for at once. */
export function dueTime({ nextAt }: DeliveryState): number {
  return nextAt === null ? -Infinity : Date.parse(nextAt);
}

/** When the first of the sinks is to be served next, epoch ms; null where nothing is owed. */
export function nextDue(
  alert: AlertDocument,
  sinks: readonly Receiver[],
  now: number,
): number | null {
  const times = sinks
    .map((sink) => owedTo(alert, sink, now))
    .filter((owed) => owed !== null)
    .map(dueTime);
  if (times.length === 0) return null;
  const first = Math.min(...times);
  // At once: the time at which that was said stays.
  return Number.isFinite(first) ? first : (alert.deliveryDueAt ?? now);
}

/** @param revision the one that was sent; the alert may have a newer one by now */
export function delivered(
  alert: Alert,
  known: DeliveryState | undefined,
  owed: DeliveryState,
  revision: number,
): DeliveryState {
  // Somebody is at a newer one already.
  if (known !== undefined && known.triedRevision > revision) {
    return { ...known, deliveredRevision: Math.max(known.deliveredRevision, revision) };
  }
  return {
    ...owed,
    state: alert.revision > revision ? 'pending' : 'delivered',
    deliveredRevision: Math.max(owed.deliveredRevision, revision),
    triedRevision: revision,
    attempts: owed.attempts + 1,
    nextAt: null,
    lastError: null,
  };
}

/** @param random 0 to 1 */
export function failed(
  owed: DeliveryState,
  error: DeliveryError,
  now: number,
  random: number,
): DeliveryState {
  const attempts = owed.attempts + 1;
  const end = Date.parse(owed.since) + PATIENCE;
  const isOver = hasWaitedEnough(owed, now);
  const next = Math.min(now + backoff(MESSAGE_PACE, attempts, error.retryAfter, random), end);
  return {
    ...owed,
    state: isOver ? 'givenUp' : 'failed',
    attempts,
    nextAt: isOver ? null : new Date(next).toISOString(),
    lastError: error.message.slice(0, LONGEST_ERROR),
  };
}

/** Whether a message has waited for as long as one is tried at most. */
export function hasWaitedEnough({ since }: DeliveryState, now: number): boolean {
  return now >= Date.parse(since) + PATIENCE;
}

/** Given up for the sake of what other messages to the sink met. */
export function givenUp(owed: DeliveryState, error: DeliveryError): DeliveryState {
  const lastError = error.message.slice(0, LONGEST_ERROR);
  return { ...owed, state: 'givenUp', nextAt: null, lastError };
}

/** Not tried before `until`, epoch ms, by anybody; that is no attempt. */
export function waiting(owed: DeliveryState, until: number): DeliveryState {
  return { ...owed, nextAt: new Date(until).toISOString() };
}
