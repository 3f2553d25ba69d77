import type { AccountId, Category } from '../telemetry/event';
import type { Expectation, Lateness } from './lateness';

/** What may fall silent: an account as a whole, by its data plane, or one category of it. */
export type StreamKind = Category | 'account';

/** What names a stream. */
export interface StreamName {
  readonly account: AccountId;
  readonly kind: StreamKind;
}

/** The records of an account, or of one category of it, as they stand now. */
export interface Stream extends StreamName {
  /** `namespace/hub`, or empty. */
  readonly hub: string;
  /** Display name of the region, or empty. */
  readonly region: string;
  /** Event time of its last record, epoch ms. */
  readonly lastRecord: number;
  /** From when on it counts as silent: the last record, or the end of a fault that hid others. */
  readonly since: number;
  /** Until when all its records have come: the time of judgement less its export delay, epoch ms. */
  readonly until: number;
  /** When the account was deleted, epoch ms; null where it was not. */
  readonly retiredAt: number | null;
  /** Null where too little is known. */
  expectation(): Expectation | null;
}

export function streamKey({ account, kind }: StreamName): string {
  return `${account} ${kind}`;
}

/** Times the most surprising pause so far that a silence has to be as surprising. */
const SURPRISES = 2;
/** The same for a category, which comes less often, until its weeks are better known. */
const SURPRISES_OF_CATEGORY = 3;
const WELL_KNOWN_DAYS = 21;

/** How late a stream is; null where it is not, or where too little is known to tell. */
export function latenessOf(stream: Stream, leastMinutes: number): Lateness | null {
  const { kind, lastRecord, until } = stream;
  // Most streams were heard of a minute ago: nothing is worked out for them.
  if (until - lastRecord < leastMinutes * 60_000) return null;
  const expectation = stream.expectation();
  if (expectation === null) return null;
  const isWellKnown = kind === 'account' || expectation.rhythm.historyDays >= WELL_KNOWN_DAYS;
  const surprises = isWellKnown ? SURPRISES : SURPRISES_OF_CATEGORY;
  return expectation.lateness(until, leastMinutes, surprises);
}
