/** Words of a slot: upper half of the key, and the value plus one; 0 is an empty slot. */
const WORDS = 2;

/**
 * Remembers at least the last `capacity` 64-bit keys, each with a value below 2^32 - 1, in flat
 * memory and without an object per key. Two generations: when the younger one is full, the older is
 * forgotten. The lower half of a key only chooses the slot, so of 64 bits more than 50 decide: two
 * keys among 400,000 are mistaken for one another once in some billions of look-ups.
 */
export class KeyTable {
  private readonly mask: number;
  private young: Uint32Array;
  private old: Uint32Array;
  private youngCount = 0;

  constructor(private readonly capacity: number) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.mask = slots - 1;
    this.young = new Uint32Array(slots * WORDS);
    this.old = new Uint32Array(slots * WORDS);
  }

  /** The key's value, or -1 where the key is not remembered. */
  get(high: number, low: number): number {
    const value = find(this.young, this.mask, high, low);
    return value === -1 ? find(this.old, this.mask, high, low) : value;
  }

  /** Remembers a key that `get` did not find. */
  add(high: number, low: number, value: number): void {
    if (this.youngCount >= this.capacity) {
      [this.young, this.old] = [this.old, this.young];
      this.young.fill(0);
      this.youngCount = 0;
    }
    this.youngCount += 1;
    const { young, mask } = this;
    let slot = low & mask;
    while (young[slot * WORDS + 1] !== 0) slot = (slot + 1) & mask;
    young[slot * WORDS] = high;
    young[slot * WORDS + 1] = value + 1;
  }
}

function find(table: Uint32Array, mask: number, high: number, low: number): number {
  for (let slot = low & mask; ; slot = (slot + 1) & mask) {
    const value = table[slot * WORDS + 1] ?? 0;
    if (value === 0) return -1;
    if (table[slot * WORDS] === high) return value - 1;
  }
}
