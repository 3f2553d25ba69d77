import { SLOT, slotOf, SLOTS_OF_DAY, SLOTS_OF_WEEK, type Presence } from '../ingestion/presence';
import { DueShares } from './dueShares';
import { Pauses } from './pauses';

/** A stretch of time, epoch ms. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** From so many days on, weekly habits are known. */
const SETTLED_DAYS = 14;
/** What never rests is known sooner. */
const RESTLESS_DAYS = 3;
/** Empty slots in a row of what never rests: an hour at most. */
const RESTLESS_EMPTY = 3;
/** Pauses that are too few to know them. */
const FEWEST_PAUSES = 3;
/** From so many pauses on, the one that stands out is left aside: a fault, or a feast. */
const MANY_PAUSES = 200;
/** Share of the pauses that are uncommonly long. */
const UNCOMMON = 0.05;
const DAY = SLOTS_OF_DAY * SLOT;
/** Days that follow in a week. */
const OTHER_DAYS = [1, 2, 3, 4, 5, 6];
/** Slots of the last half day, by which a holiday shows. */
const HALF_A_DAY = SLOTS_OF_DAY / 2;
/** How much better another day of the week has to tell them, nats: a hundred times as likely. */
const TELLING = Math.log(100);
/** Other days on which a pause is nearly as surprising at a time tell of pauses then, too. */
const AS_BUSY = 0.8;
/** A pause of this length is a day off, ms; those who have one nearly every week rest weekly. */
const DAY_OFF = 30 * 3_600_000;

/**
 * The habits of a stream of records: in which quarters of an hour of the week it has records, and
 * how long it pauses when. Pure; made of where there were records.
 */
export class Rhythm {
  readonly historyDays: number;
  /** The longest pause of all, ms; 0 where there is none. */
  readonly longestPause: number;
  /** The most surprising pause that is nothing new, in nats. */
  readonly hardestPause: number;
  /** The surprise that all but one of twenty pauses stay below, in nats. */
  readonly commonPause: number;
  /** True where enough is known to judge by: two weeks, or three days without a pause of an hour. */
  readonly isSettled: boolean;
  /** True where it pauses for more than a day nearly every week, as where people work. */
  readonly restsWeekly: boolean;
  private readonly first: number;
  private readonly last: number;
  private readonly pauses: Pauses;
  /** Slots after which everything comes again: a week, or a day while there are few. */
  private readonly cycle: number;
  private readonly shares: DueShares;
  /** Surprise of silence in all slots of the cycle before this one, nats. */
  private readonly surpriseBefore: Float64Array;

  /** @param unknown times of which nothing can be known, such as those of a fault of the hub */
  constructor(presence: Presence, unknown: readonly Interval[]) {
    const present = presence.slots();
    const first = present[0] ?? 0;
    this.first = first;
    this.last = presence.last;
    const slots = presence.last - first + 1;
    this.historyDays = Math.floor(slots / SLOTS_OF_DAY);
    this.cycle = slots >= 2 * SLOTS_OF_WEEK ? SLOTS_OF_WEEK : SLOTS_OF_DAY;
    const hidden = unknown.map(({ start, end }) => ({ from: slotOf(start), to: slotOf(end) }));
    this.shares = new DueShares(present, this.cycle, hidden);
    this.surpriseBefore = summed(this.shares, this.cycle);
    const pauses = new Pauses(present, hidden);
    const { count } = pauses;
    this.pauses = pauses;
    this.longestPause = pauses.longest;
    const surprises = pauses.surprises(this.shares);
    this.hardestPause = surprises.at(count >= MANY_PAUSES ? -2 : -1) ?? 0;
    this.commonPause = surprises.at(-1 - Math.floor(count * UNCOMMON)) ?? 0;
    const weeks = Math.floor(slots / SLOTS_OF_WEEK);
    this.restsWeekly = weeks >= 2 && pauses.countFrom(DAY_OFF) >= weeks - 1;
    const isRestless = pauses.mostEmpty <= RESTLESS_EMPTY && this.historyDays >= RESTLESS_DAYS;
    this.isSettled = count >= FEWEST_PAUSES && (!this.isProvisional || isRestless);
  }

  /** True where less than two weeks are known. */
  get isProvisional(): boolean {
    return this.historyDays < SETTLED_DAYS;
  }

  /** True where at least every second slot like this one had records. */
  isDue(time: number): boolean {
    return this.shares.isDue(slotOf(time));
  }

  /**
   * The longest pause that began within an hour of this time of the week, or of this time of other
   * days that are as busy then; or that went on through that hour; ms. Of every day, while less than
   * two weeks are known.
   */
  usualPause(since: number, until: number): number {
    let longest = this.longestAround(slotOf(since));
    const surprise = this.surprise(since, until);
    for (const days of this.otherDays()) {
      const later = days * DAY;
      if (this.surprise(since + later, until + later) < AS_BUSY * surprise) continue;
      longest = Math.max(longest, this.longestAround(slotOf(since + later)));
    }
    return longest < 0 ? this.longestPause : longest;
  }

  /**
   * The day of the week that the half day before a time was like: so many days later in the week, 0
   * for its own. A holiday is like a Sunday.
   */
  dayLike(time: number): number {
    const to = Math.min(slotOf(time), this.last);
    let [best, likeness] = [0, TELLING];
    for (const days of this.otherDays()) {
      const range = { from: to - HALF_A_DAY + 1, to };
      const found = this.shares.likeness(range, days * SLOTS_OF_DAY);
      if (found >= likeness) [best, likeness] = [days, found];
    }
    return best;
  }

  /**
   * How surprising it is that nothing came, in nats: minus the logarithm of the chance of that,
   * were the slots independent. The slot in which it begins does not count.
   */
  surprise(since: number, until: number): number {
    return this.between(slotOf(since) + 1, until / SLOT);
  }

  /** In how many of these slots there should be records, both ends included. */
  expectedSlots(from: number, to: number): number {
    let expected = 0;
    for (let slot = from; slot <= to; slot += 1) {
      expected += 1 - Math.exp(-this.between(slot, slot + 1));
    }
    return expected;
  }

  private otherDays(): readonly number[] {
    return this.cycle === SLOTS_OF_WEEK ? OTHER_DAYS : [];
  }

  /** Before now, at this place of the cycle; or -1. */
  private longestAround(slot: number): number {
    let longest = -1;
    for (let then = slot - this.cycle; then >= this.first; then -= this.cycle) {
      longest = Math.max(longest, this.pauses.longestAround(then));
    }
    return longest;
  }

  /** Surprise of silence from the beginning of one slot to a place in another, nats. */
  private between(from: number, to: number): number {
    return to <= from ? 0 : this.upTo(to) - this.upTo(from);
  }

  private upTo(place: number): number {
    const { cycle, surpriseBefore } = this;
    const slot = Math.floor(place);
    const at = slot % cycle;
    const before = surpriseBefore[at] ?? 0;
    const here = (surpriseBefore[at + 1] ?? 0) - before;
    return Math.floor(slot / cycle) * (surpriseBefore[cycle] ?? 0) + before + (place - slot) * here;
  }
}

function summed(shares: DueShares, cycle: number): Float64Array {
  const sums = new Float64Array(cycle + 1);
  let sum = 0;
  for (let at = 0; at < cycle; at += 1) {
    sum += shares.surprise(at);
    sums[at + 1] = sum;
  }
  return sums;
}
