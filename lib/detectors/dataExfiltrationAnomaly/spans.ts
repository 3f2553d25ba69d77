import type { ActorHour } from '../../activity/hourActivity';
import type { ActivityWindow } from '../../activity/window';
import { HOUR } from '../../activity/windowPart';
import { actorsOf } from '../actorGroups';

/** A time up to the end of a window, or up to its middle, whose bytes are added up. */
export interface Span {
  /** Hours of the clock that it touches: it is compared with so many. */
  readonly hours: number;
  /** Hours that it lasts. */
  readonly length: number;
}

/**
 * A fast theft shows in one hour, one over the turn of the hour in the hour around it, and a slow one
 * in several.
 */
export const SPANS: readonly Span[] = [
  { hours: 1, length: 1 },
  { hours: 2, length: 1 },
  { hours: 3, length: 3 },
  { hours: 6, length: 6 },
];

/** What actors did within a span that ends with, or in the middle of, a window. */
export function actorsIn(window: ActivityWindow, span: Span): readonly ActorHour[] {
  if (span.length === span.hours) return actorsOf(window, span.hours);
  const before = window.earlier[0]?.actorHours() ?? [];
  return [
    ...before.map((actor) => partOf(actor, actor.lateBytes ?? 0)),
    ...window.actorHours().map((actor) => partOf(actor, firstBytes(actor))),
  ].filter(({ responseBytes }) => responseBytes > 0);
}

/** When a span ends, epoch ms. */
export function endOf(window: ActivityWindow, { hours, length }: Span): number {
  return length === hours ? window.end : window.start + HOUR / 2;
}

/** Bytes that were read in the first half of the hour. */
function firstBytes({ responseBytes, lateBytes = 0 }: ActorHour): number {
  return responseBytes - lateBytes;
}

/** The part of an actor's hour in which it read so many bytes; it wrote in proportion. */
function partOf(actor: ActorHour, responseBytes: number): ActorHour {
  const share = actor.responseBytes === 0 ? 0 : responseBytes / actor.responseBytes;
  const { requests, requestBytes, operations } = actor;
  return {
    ...actor,
    responseBytes,
    requests: Math.round(requests * share),
    requestBytes: requestBytes * share,
    operations: { ...operations, write: operations.write * share },
  };
}
