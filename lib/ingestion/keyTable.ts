/** Words of a slot: upper half of the key, and the value. */
const WORDS = 2;
const GENERATIONS = 2;

/**
 * One generation of keys. The tags alone tell of nearly all keys that they are not here, and they
 * are small enough for the processor's cache; the slots are not. Those of both generations lie side
 * by side, since a new key is looked for in both.
 */
class Generation {
  readonly slots: Uint32Array;
  count = 0;
  private readonly mask: number;

  /**
   * @param tags a byte of each key, never 0; 0 is an empty slot
   * @param size a power of two
   */
  constructor(
    private readonly tags: Uint8Array,
    private readonly number: 0 | 1,
    size: number,
  ) {
    this.slots = new Uint32Array(size * WORDS);
    this.mask = size - 1;
  }

  find(high: number, low: number): number {
    const { tags, slots, mask, number } = this;
    const tag = tagOf(high);
    // Halves come signed or unsigned; the slots hold them unsigned.
    const key = high >>> 0;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const found = tags[slot * GENERATIONS + number];
      if (found === 0) return -1;
      if (found === tag && slots[slot * WORDS] === key) return slots[slot * WORDS + 1] ?? -1;
    }
  }

  add(high: number, low: number, value: number): void {
    const { tags, slots, mask, number } = this;
    let slot = low & mask;
    while (tags[slot * GENERATIONS + number] !== 0) slot = (slot + 1) & mask;
    tags[slot * GENERATIONS + number] = tagOf(high);
    slots[slot * WORDS] = high;
    slots[slot * WORDS + 1] = value;
    this.count += 1;
  }

  clear(): void {
    const { tags, mask, number } = this;
    for (let slot = 0; slot <= mask; slot += 1) tags[slot * GENERATIONS + number] = 0;
    this.count = 0;
  }
}

function tagOf(high: number): number {
  return (high & 0xff) | 1;
}

/**
 * Remembers at least the last `capacity` 64-bit keys, each with a value below 2^32 - 1, in flat
 * memory and without an object per key. Two generations: when the younger one is full, the older is
 * forgotten. The lower half of a key only chooses the slot, so of 64 bits more than 50 decide: two
 * keys among 400,000 are mistaken for one another once in some billions of look-ups.
 */
export class KeyTable {
  private young: Generation;
  private old: Generation;

  constructor(private readonly capacity: number) {
    let size = 16;
    while (size < capacity * 2) size *= 2;
    const tags = new Uint8Array(size * GENERATIONS);
    this.young = new Generation(tags, 0, size);
    this.old = new Generation(tags, 1, size);
  }

  /** The key's value, or -1 where the key is not remembered. */
  get(high: number, low: number): number {
    const value = this.young.find(high, low);
    return value === -1 ? this.old.find(high, low) : value;
  }

  /** Remembers a key that `get` did not find. */
  add(high: number, low: number, value: number): void {
    if (this.young.count >= this.capacity) {
      [this.young, this.old] = [this.old, this.young];
      this.young.clear();
    }
    this.young.add(high, low, value);
  }
}
