import type { DocumentStore } from '../storage/documents';
import type { CurrentRules } from '../alerts/suppression/currentRules';
import { Refusal, type WritingRequest } from './http';
import { hasRole, signedIn } from './principal';
import type { WriteRate } from '../writeRate';

/** No page of another site can make a browser send it without asking first. */
const REQUEST_HEADER = 'X-Warden-Request';

/** What handlers that change something need of the app. */
export interface WritePorts {
  readonly store: DocumentStore;
  readonly suppressions: CurrentRules;
  readonly writeRate: WriteRate;
  /** True where the platform signs people in, so that the claims it passes can be believed. */
  readonly platformAuthentication: boolean;
  /** App role that a change needs where the platform signs people in; null where a key is enough. */
  readonly writerRole: string | null;
  /** Ids of all alert types that there may be. */
  readonly alertTypes: readonly string[];
  readonly clock: { now(): number };
}

/**
 * Lets a change through.
 * @throws Refusal 403 without the role, or the header that keeps other sites out; 429 where there are
 * too many
 */
export function checkWrite(ports: WritePorts, { headers }: WritingRequest): void {
  const { clock, writeRate } = ports;
  checkRole(ports, headers);
  if (headers.get(REQUEST_HEADER) !== '1') {
    const detail = `A change needs the header ${REQUEST_HEADER}: 1`;
    throw new Refusal(403, 'Header missing', detail, { header: REQUEST_HEADER });
  }
  const seconds = writeRate.take(clock.now());
  if (seconds > 0) {
    const detail = 'There are too many changes at a time';
    const retryAfter = String(Math.ceil(seconds));
    throw new Refusal(429, 'Too many requests', detail, {}, { 'retry-after': retryAfter });
  }
}

/** Anybody can send the header of the platform to an app that it does not guard. */
function checkRole({ platformAuthentication, writerRole }: WritePorts, headers: Headers): void {
  if (!platformAuthentication || writerRole === null) return;
  const principal = signedIn(headers);
  if (principal !== null && principal !== 'unreadable' && hasRole(principal, writerRole)) return;
  const detail = `A change needs the app role '${writerRole}'`;
  throw new Refusal(403, 'Role missing', detail, { role: writerRole });
}
