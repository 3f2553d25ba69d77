import { EventDraft } from './eventDraft';
import type { AccessEvent } from './event';
import type { UnreadableReason } from './reading/unreadableReason';

/** Why a dead letter was not understood. Fixed vocabulary: `health` and the docs count by it. */
export type DeadLetterReason =
  | UnreadableReason
  | 'notAnObject'
  | 'missingCategory'
  | 'unknownCategory'
  | 'missingTime'
  | 'invalidTime'
  | 'timeOutOfRange'
  | 'missingResource'
  | 'invalidResource'
  | 'missingOperation'
  | 'missingProperties'
  | 'unreadableProperties'
  /** A fault of ours; please report it. */
  | 'parserFault';

/** Why a record that was understood is of no interest. */
export type IgnoredReason =
  | 'metric'
  | 'partitionStatistics'
  | 'activityLogCategory'
  | 'securityAlert'
  | 'otherService'
  | 'otherResourceType'
  | 'otherTable';

export interface Ignored {
  readonly kind: 'ignored';
  readonly why: IgnoredReason;
}

export interface DeadLetter {
  readonly kind: 'deadLetter';
  readonly reason: DeadLetterReason;
  /** For a person: what was found instead, bounded. */
  readonly detail: string;
}

/** What became of one record. Tell them apart with `isEvent`. */
export type Parsed = AccessEvent | Ignored | DeadLetter;

/** True for an event. Every event comes from `EventDraft`, so this is one comparison. */
export function isEvent(parsed: Parsed): parsed is AccessEvent {
  return parsed instanceof EventDraft;
}

const LONGEST_QUOTE = 100;

/** A dead letter; `found` is quoted in its detail, cut to 100 characters. */
export function deadLetter(reason: DeadLetterReason, what: string, found?: string): DeadLetter {
  if (found === undefined) return { kind: 'deadLetter', reason, detail: what };
  const quote = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
  return { kind: 'deadLetter', reason, detail: `${what}: ${JSON.stringify(quote)}` };
}

const ignored = (why: IgnoredReason): Ignored => ({ kind: 'ignored', why });

export const IGNORED = {
  metric: ignored('metric'),
  partitionStatistics: ignored('partitionStatistics'),
  activityLogCategory: ignored('activityLogCategory'),
  securityAlert: ignored('securityAlert'),
  otherService: ignored('otherService'),
  otherResourceType: ignored('otherResourceType'),
  otherTable: ignored('otherTable'),
} as const satisfies Record<IgnoredReason, Ignored>;
