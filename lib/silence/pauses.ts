import { SLOT } from '../ingestion/presence';
import type { DueShares, SlotRange } from './dueShares';

/** Slots to both sides of a time in which a pause that is compared with it begins: an hour. */
const AROUND = 4;

/** The pauses of a stream of records, each from the slot of one record to that of the next. */
export class Pauses {
  readonly count: number;
  /** Empty slots of the longest. */
  readonly mostEmpty: number;
  /** The longest of all, ms; 0 where there is none. */
  readonly longest: number;
  /** In order. A stream that never rests has thousands, so they are no objects. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;

  /**
   * @param present slots with records, in order
   * @param hidden what lies in them is no pause of the stream's own
   */
  constructor(present: readonly number[], hidden: readonly SlotRange[]) {
    this.from = new Int32Array(present.length);
    this.to = new Int32Array(present.length);
    let count = 0;
    let mostEmpty = -1;
    let from = present[0] ?? 0;
    for (let n = 1; n < present.length; n += 1) {
      const to = present[n] ?? from;
      if (to === from + 1 || !meets(hidden, from, to)) {
        this.from[count] = from;
        this.to[count] = to;
        count += 1;
        if (to - from - 1 > mostEmpty) mostEmpty = to - from - 1;
      }
      from = to;
    }
    this.count = count;
    this.mostEmpty = mostEmpty;
    this.longest = count === 0 ? 0 : durationOf(mostEmpty);
  }

  /** The longest that began within an hour of a slot or went on through that hour, ms; or -1. */
  longestAround(slot: number): number {
    let mostEmpty = -1;
    for (let n = 0; n < this.count; n += 1) {
      const from = this.from[n] ?? 0;
      const to = this.to[n] ?? 0;
      if (from > slot + AROUND) break;
      const isNear = from >= slot - AROUND || to > slot + AROUND;
      if (isNear && to - from - 1 > mostEmpty) mostEmpty = to - from - 1;
    }
    return mostEmpty < 0 ? -1 : durationOf(mostEmpty);
  }

  /** How many last so long, ms. */
  countFrom(duration: number): number {
    let count = 0;
    for (let n = 0; n < this.count; n += 1) {
      if (durationOf((this.to[n] ?? 0) - (this.from[n] ?? 0) - 1) >= duration) count += 1;
    }
    return count;
  }

  /** How surprising each of them was, judged by the other weeks; ascending, nats. */
  surprises(shares: DueShares): Float64Array {
    const surprises = new Float64Array(this.count);
    for (let n = 0; n < this.count; n += 1) {
      const to = this.to[n] ?? 0;
      let surprise = 0;
      for (let slot = (this.from[n] ?? 0) + 1; slot < to; slot += 1) {
        surprise += shares.surpriseWithout(slot);
      }
      surprises[n] = surprise;
    }
    return surprises.sort();
  }
}

/** Half a slot more than is empty for certain, ms. */
function durationOf(emptySlots: number): number {
  return (emptySlots + 0.5) * SLOT;
}

function meets(ranges: readonly SlotRange[], from: number, to: number): boolean {
  for (const range of ranges) if (range.from <= to && range.to >= from) return true;
  return false;
}
