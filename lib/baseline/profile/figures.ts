import type { ActorHour } from '../../activity/hourActivity';
import type { Measure } from '../baseline';

export type Figures = Record<Measure, number>;

export function noFigures(): Figures {
  return {
    responseBytes: 0,
    requestBytes: 0,
    requests: 0,
    requestUnits: 0,
    throttled: 0,
    denied: 0,
    failed: 0,
    deleted: 0,
    metadata: 0,
    distinctContainers: 0,
    distinctDocuments: 0,
  };
}

/** What an actor did, by measure. */
export function figuresOf(actor: ActorHour): Figures {
  const { responseBytes, requestBytes, requests, requestUnits, throttled, denied, failed } = actor;
  return {
    responseBytes,
    requestBytes,
    requests,
    requestUnits,
    throttled,
    denied,
    failed,
    deleted: actor.operations.delete,
    metadata: actor.operations.metadata,
    distinctContainers: actor.distinctContainers,
    distinctDocuments: actor.distinctDocuments,
  };
}

/** Distinct counts are added up too: what several actors touch counts for each. */
export function addFigures(sum: Figures, figures: Figures): void {
  // By name: every actor of every hour passes through here.
  sum.responseBytes += figures.responseBytes;
  sum.requestBytes += figures.requestBytes;
  sum.requests += figures.requests;
  sum.requestUnits += figures.requestUnits;
  sum.throttled += figures.throttled;
  sum.denied += figures.denied;
  sum.failed += figures.failed;
  sum.deleted += figures.deleted;
  sum.metadata += figures.metadata;
  sum.distinctContainers += figures.distinctContainers;
  sum.distinctDocuments += figures.distinctDocuments;
}

/** How heavy an hour is, when only the heaviest find room: bytes, a request as a KiB. */
export function weightOf({ responseBytes, requestBytes, requests }: Figures): number {
  return responseBytes + requestBytes + 1024 * requests;
}

/** False where a figure is negative or no finite number. */
export function arePossible(actor: ActorHour): boolean {
  return (
    isPossible(actor.responseBytes) &&
    isPossible(actor.requestBytes) &&
    isPossible(actor.requests) &&
    isPossible(actor.requestUnits) &&
    isPossible(actor.throttled) &&
    isPossible(actor.denied) &&
    isPossible(actor.failed) &&
    isPossible(actor.operations.delete) &&
    isPossible(actor.operations.metadata) &&
    isPossible(actor.distinctContainers) &&
    isPossible(actor.distinctDocuments) &&
    actor.containers.every(
      ({ requests, responseBytes }) => isPossible(requests) && isPossible(responseBytes),
    )
  );
}

function isPossible(value: number): boolean {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
