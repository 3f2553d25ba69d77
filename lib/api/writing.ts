import type { DocumentStore } from '../storage/documents';
import type { CurrentRules } from '../suppression/currentRules';
import { Refusal, type WritingRequest } from './http';
import type { WriteRate } from './writeRate';

/** No page of another site can make a browser send it without asking first. */
const REQUEST_HEADER = 'X-Warden-Request';

/** What handlers that change something need of the app. */
export interface WritePorts {
  readonly store: DocumentStore;
  readonly suppressions: CurrentRules;
  readonly writeRate: WriteRate;
  /** True where the platform signs people in, so that the claims it passes can be believed. */
  readonly platformAuthentication: boolean;
  /** Ids of all alert types that there may be. */
  readonly alertTypes: readonly string[];
  readonly clock: { now(): number };
}

/**
 * Lets a change through.
 * @throws Refusal 403 without the header that keeps other sites out, 429 where there are too many
 */
export function checkWrite({ clock, writeRate }: WritePorts, { headers }: WritingRequest): void {
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
