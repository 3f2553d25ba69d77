import { DueShares, type SlotRange } from './dueShares';
import { SLOT, slotOf, SLOTS_OF_DAY, SLOTS_OF_WEEK, type Presence } from '../ingestion/presence';

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
/** Slots to both sides of a time in which a pause that is compared with it begins: an hour. */
const AROUND = 4;

/** The slots of two records with nothing between them. */
type Pause = SlotRange;

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
  private readonly first: number;
  private readonly pauses: readonly Pause[];
  /** Slots after which everything comes again: a week, or a day while there are few. */
  private readonly cycle: number;
  /** Share of the slots at this place of the cycle that had records. */
  private readonly shares: Float64Array;
  /** Surprise of silence in all slots of the cycle before this one, nats. */
  private readonly surpriseBefore: Float64Array;

  /** @param unknown times of which nothing can be known, such as those of a fault of the hub */
  constructor(presence: Presence, unknown: readonly Interval[]) {
    const present = presence.slots();
    const first = present[0] ?? 0;
    this.first = first;
    const slots = presence.last - first + 1;
    this.historyDays = Math.floor(slots / SLOTS_OF_DAY);
    this.cycle = slots >= 2 * SLOTS_OF_WEEK ? SLOTS_OF_WEEK : SLOTS_OF_DAY;
    const hidden = unknown.map(({ start, end }) => ({ from: slotOf(start), to: slotOf(end) }));
    const shares = new DueShares(presence, first, this.cycle, hidden);
    this.shares = Float64Array.from({ length: this.cycle }, (_, at) => shares.at(at));
    this.surpriseBefore = summed(this.shares);
    this.pauses = pausesBetween(present, hidden);
    this.longestPause = Math.max(0, ...this.pauses.map(durationOf));
    const surprises = this.pauses.map(({ from, to }) => {
      let surprise = 0;
      for (let slot = from + 1; slot < to; slot += 1) surprise += surpriseOf(shares.without(slot));
      return surprise;
    });
    surprises.sort((a, b) => b - a);
    this.hardestPause = surprises[surprises.length >= MANY_PAUSES ? 1 : 0] ?? 0;
    this.commonPause = surprises[Math.floor(surprises.length * UNCOMMON)] ?? 0;
  }

  /** True where enough is known to judge by: two weeks, or three days without a pause of an hour. */
  get isSettled(): boolean {
    if (this.pauses.length < FEWEST_PAUSES) return false;
    if (!this.isProvisional) return true;
    const isRestless = this.pauses.every(({ from, to }) => to - from - 1 <= RESTLESS_EMPTY);
    return isRestless && this.historyDays >= RESTLESS_DAYS;
  }

  /** True where less than two weeks are known. */
  get isProvisional(): boolean {
    return this.historyDays < SETTLED_DAYS;
  }

  /** True where at least every second slot like this one had records. */
  isDue(time: number): boolean {
    return (this.shares[slotOf(time) % this.cycle] ?? 0) >= 0.5;
  }

  /**
   * The longest pause that began within an hour of this time of the week, or went on through that
   * hour; ms. Of the day, while less than two weeks are known.
   */
  usualPause(time: number): number {
    let longest = -1;
    for (let then = slotOf(time) - this.cycle; then >= this.first; then -= this.cycle) {
      for (const pause of this.pauses) {
        const begins = Math.abs(pause.from - then) <= AROUND;
        const spans = pause.from < then - AROUND && pause.to > then + AROUND;
        if (begins || spans) longest = Math.max(longest, durationOf(pause));
      }
    }
    return longest < 0 ? this.longestPause : longest;
  }

  /**
   * How surprising it is that nothing came, in nats: minus the logarithm of the chance of that,
   * were the slots independent. The slot in which it begins does not count.
   */
  surprise(since: number, until: number): number {
    return this.between(slotOf(since) + 1, until / SLOT);
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

/** Half a slot more than is empty for certain, ms. */
function durationOf({ from, to }: Pause): number {
  return (to - from - 0.5) * SLOT;
}

function pausesBetween(present: readonly number[], hidden: readonly Pause[]): readonly Pause[] {
  const pauses: Pause[] = [];
  for (const [index, to] of present.entries()) {
    const from = present[index - 1];
    if (from === undefined) continue;
    const isHidden = to - from > 1 && hidden.some((one) => one.from <= to && one.to >= from);
    if (!isHidden) pauses.push({ from, to });
  }
  return pauses;
}

function summed(shares: Float64Array): Float64Array {
  const sums = new Float64Array(shares.length + 1);
  for (const [at, share] of shares.entries()) sums[at + 1] = (sums[at] ?? 0) + surpriseOf(share);
  return sums;
}

/** Surprise that nothing came where a share of the slots had records, nats. */
function surpriseOf(share: number): number {
  return -Math.log(1 - share);
}
