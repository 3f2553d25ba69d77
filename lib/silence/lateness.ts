import { SLOT } from '../ingestion/presence';
import type { Rhythm } from './rhythm';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Times its usual pause that a stream may be silent while records are due. */
const PAUSES_WHEN_DUE = 2;
/** The same while they are not: an office that is closed for a day is no silence. */
const PAUSES_ELSE = 2.75;
/** A silence that is longer than usual; times in ms. */
export interface Lateness {
  readonly silentFor: number;
  /** The longest pause at this time of the week, to a quarter of an hour. */
  readonly usualPause: number;
  readonly historyDays: number;
  readonly isProvisional: boolean;
}

/** What may be expected of a stream since it was heard last. */
export class Expectation {
  /** @param since when it was heard, or could be heard, last; epoch ms */
  constructor(
    readonly rhythm: Rhythm,
    private readonly since: number,
  ) {}

  /**
   * Whether the stream is silent for longer than is usual for it. Null where it is not, or where the
   * day was like another one of the week on which it would not be.
   * @param until until when all records have come, epoch ms
   * @param leastMinutes less is no silence
   * @param surprises times the most surprising pause so far that it has to be as surprising
   */
  lateness(until: number, leastMinutes: number, surprises: number): Lateness | null {
    const { rhythm, since } = this;
    if (until - since < leastMinutes * MINUTE || !rhythm.isSettled) return null;
    const found = this.latenessAt(since, until, surprises);
    const days = found === null ? 0 : rhythm.dayLike(since);
    if (days === 0) return found;
    return this.latenessAt(since + days * DAY, until + days * DAY, surprises);
  }

  private latenessAt(since: number, until: number, surprises: number): Lateness | null {
    const { rhythm } = this;
    const silentFor = until - since;
    const surprise = rhythm.surprise(since, until);
    const isSurprising = surprise > 0 && surprise >= surprises * rhythm.hardestPause;
    if (!isSurprising && silentFor < PAUSES_ELSE * rhythm.longestPause) return null;
    const usualPause = rhythm.usualPause(since, until);
    const pauses = rhythm.isDue(until) ? PAUSES_WHEN_DUE : PAUSES_ELSE;
    if (silentFor < pauses * usualPause) return null;
    const { historyDays, isProvisional } = rhythm;
    return { silentFor, usualPause: usualPause + SLOT / 2, historyDays, isProvisional };
  }

  /** The chance that something should have come in this time, beyond a common pause; 0 to 1. */
  chanceHeard(from: number, until: number): number {
    const { rhythm } = this;
    return 1 - Math.exp(Math.min(0, rhythm.commonPause - rhythm.surprise(from, until)));
  }
}
