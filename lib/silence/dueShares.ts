import type { Presence } from '../ingestion/presence';

/** Slots to both sides of one that tell whether records are due in it: half an hour. */
const BESIDE = 2;

/** Slots from one to another, both of them included. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

/** In what share of the slots at a place of the cycle, and right beside it, there were records. */
export class DueShares {
  private readonly known: Uint16Array;
  private readonly hits: Uint16Array;

  /** @param hidden slots of which nothing can be known */
  constructor(
    private readonly presence: Presence,
    private readonly first: number,
    /** Slots after which everything comes again. */
    private readonly cycle: number,
    private readonly hidden: readonly SlotRange[],
  ) {
    const known = new Uint16Array(cycle);
    const hits = new Uint16Array(cycle);
    for (let slot = first; slot <= presence.last; slot += 1) {
      if (this.isHidden(slot)) continue;
      const at = slot % cycle;
      known[at] = (known[at] ?? 0) + 1;
      if (presence.has(slot)) hits[at] = (hits[at] ?? 0) + 1;
    }
    this.known = widened(known);
    this.hits = widened(hits);
  }

  /** 0 to 1, and never quite 1: what always came may fail to come for once. */
  at(slot: number): number {
    const at = slot % this.cycle;
    return shareOf(this.hits[at] ?? 0, this.known[at] ?? 0);
  }

  /** The same by all cycles but the slot's own: what is judged is no witness of itself. */
  without(slot: number): number {
    const at = slot % this.cycle;
    let hits = this.hits[at] ?? 0;
    let known = this.known[at] ?? 0;
    for (let own = slot - BESIDE; own <= slot + BESIDE; own += 1) {
      if (own < this.first || own > this.presence.last || this.isHidden(own)) continue;
      known -= 1;
      if (this.presence.has(own)) hits -= 1;
    }
    return shareOf(hits, known);
  }

  private isHidden(slot: number): boolean {
    for (const { from, to } of this.hidden) if (slot >= from && slot <= to) return true;
    return false;
  }
}

function shareOf(hits: number, known: number): number {
  return known === 0 ? 0 : Math.min(hits / known, (known + 0.5) / (known + 1));
}

/** Of each place of the cycle, the sum with those beside it. */
function widened(counts: Uint16Array): Uint16Array {
  const { length } = counts;
  return counts.map((_, at) => {
    let sum = 0;
    for (let one = at - BESIDE; one <= at + BESIDE; one += 1) {
      sum += counts[(one + length) % length] ?? 0;
    }
    return sum;
  });
}
