/** Slots to both sides of one that tell whether records are due in it: half an hour. */
const BESIDE = 2;
/** Slots that one is judged by at most: those of two weeks of days, and those beside them. */
const MOST_KNOWN = 14 * (2 * BESIDE + 1);

/** Slots from one to another, both of them included. */
export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

/** In what share of the slots at a place of the cycle, and right beside it, there were records. */
export class DueShares {
  private readonly first: number;
  /** Of each slot, whether anything can be known of it and whether it had records: 1 or 0. */
  private readonly seen: { readonly known: Uint8Array; readonly hits: Uint8Array };
  private readonly known: Uint8Array;
  private readonly hits: Uint8Array;
  /** The same of each slot from the first on, and those beside it, alone. */
  private readonly ownKnown: Uint8Array;
  private readonly ownHits: Uint8Array;

  /**
   * @param present slots with records, in order
   * @param cycle slots after which everything comes again: a day in the first two weeks, or a week
   * @param hidden slots of which nothing can be known
   */
  constructor(
    present: readonly number[],
    private readonly cycle: number,
    hidden: readonly SlotRange[],
  ) {
    const first = present[0] ?? 0;
    const slots = (present.at(-1) ?? first - 1) - first + 1;
    const known = new Uint8Array(slots).fill(1);
    const hits = new Uint8Array(slots);
    for (const slot of present) hits[slot - first] = 1;
    for (const { from, to } of hidden) {
      if (to < first) continue;
      known.fill(0, Math.max(0, from - first), to - first + 1);
      hits.fill(0, Math.max(0, from - first), to - first + 1);
    }
    this.first = first;
    this.seen = { known, hits };
    this.ownKnown = widened(known, NOTHING, NOTHING);
    this.ownHits = widened(hits, NOTHING, NOTHING);
    this.known = widenedAround(folded(known, first, cycle));
    this.hits = widenedAround(folded(hits, first, cycle));
  }

  /** True where at least every second slot at this place had records. */
  isDue(slot: number): boolean {
    const at = slot % this.cycle;
    const known = this.known[at] ?? 0;
    return known > 0 && 2 * (this.hits[at] ?? 0) >= known;
  }

  /** How surprising it is that nothing comes in a slot at this place, nats. */
  surprise(slot: number): number {
    const at = slot % this.cycle;
    return surpriseOf(this.hits[at] ?? 0, this.known[at] ?? 0);
  }

  /** The same by all cycles but the slot's own: what is judged is no witness of itself. */
  surpriseWithout(slot: number): number {
    const at = slot % this.cycle;
    const own = slot - this.first;
    const known = (this.known[at] ?? 0) - (this.ownKnown[own] ?? 0);
    return surpriseOf((this.hits[at] ?? 0) - (this.ownHits[own] ?? 0), known);
  }

  /**
   * How much better the last of these slots are told by slots that come so much later in the cycle
   * than by those of their own place; nats, of as many slots as tell most.
   */
  likeness({ from, to }: SlotRange, shift: number): number {
    let likeness = 0;
    for (let slot = Math.max(from, this.first); slot <= to; slot += 1) {
      const own = slot - this.first;
      if (this.seen.known[own] !== 1) continue;
      const [at, other] = [slot % this.cycle, (slot + shift) % this.cycle];
      const usual = shareOf(
        (this.hits[at] ?? 0) - (this.ownHits[own] ?? 0),
        (this.known[at] ?? 0) - (this.ownKnown[own] ?? 0),
      );
      const alike = shareOf(this.hits[other] ?? 0, this.known[other] ?? 0);
      const isHit = this.seen.hits[own] === 1;
      likeness += isHit ? Math.log(alike / usual) : Math.log((1 - alike) / (1 - usual));
      likeness = Math.max(0, likeness);
    }
    return likeness;
  }
}

/** Never quite 0 or 1. */
function shareOf(hits: number, known: number): number {
  return (hits + 0.5) / (known + 1);
}

/** By slots that are known and those of them that had records: worked out once for all streams. */
const SURPRISES = Float64Array.from({ length: (MOST_KNOWN + 1) ** 2 }, (_, index) => {
  const known = Math.floor(index / (MOST_KNOWN + 1));
  const hits = index % (MOST_KNOWN + 1);
  // Never quite 1: what always came may fail to come for once.
  const share = known === 0 ? 0 : Math.min(hits / known, (known + 0.5) / (known + 1));
  return -Math.log(1 - share);
});

function surpriseOf(hits: number, known: number): number {
  return SURPRISES[known * (MOST_KNOWN + 1) + hits] ?? 0;
}

/** Of each place of a cycle, the sum of all slots that lie there. */
function folded(marks: Uint8Array, first: number, cycle: number): Uint8Array {
  const sums = new Uint8Array(cycle);
  let at = first % cycle;
  for (const mark of marks) {
    sums[at] = (sums[at] ?? 0) + mark;
    at = at + 1 === cycle ? 0 : at + 1;
  }
  return sums;
}

const NOTHING = new Uint8Array(BESIDE);

/** Of each slot, the sum with those beside it. */
function widened(counts: Uint8Array, before: Uint8Array, after: Uint8Array): Uint8Array {
  const all = new Uint8Array(counts.length + 2 * BESIDE);
  all.set(before);
  all.set(counts, BESIDE);
  all.set(after, counts.length + BESIDE);
  const sums = new Uint8Array(counts.length);
  let sum = 0;
  for (let at = 0; at < 2 * BESIDE; at += 1) sum += all[at] ?? 0;
  for (let at = 0; at < counts.length; at += 1) {
    sum += all[at + 2 * BESIDE] ?? 0;
    sums[at] = sum;
    sum -= all[at] ?? 0;
  }
  return sums;
}

/** The same where the last one lies beside the first. */
function widenedAround(counts: Uint8Array): Uint8Array {
  return widened(counts, counts.subarray(-BESIDE), counts.subarray(0, BESIDE));
}
