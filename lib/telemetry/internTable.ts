const LONGEST_KEPT = 512;

interface Entry<Value> {
  readonly text: string;
  readonly value: Value;
}

/**
 * A bounded cache from texts that repeat (user agents, addresses, names) to what was made of them.
 * Each text has two slots; a newcomer pushes the older one out, so memory never grows.
 * Texts over 512 characters are made anew each time and not kept.
 */
export class InternTable<Value> {
  private readonly entries: (Entry<Value> | undefined)[];
  private last: Entry<Value> | undefined;

  /** @param size number of entries kept at most, a power of two */
  constructor(
    private readonly size: number,
    private readonly make: (text: string) => Value,
  ) {
    this.entries = new Array<Entry<Value> | undefined>(size).fill(undefined);
  }

  /** What `make` gives for the text, from the cache where possible. */
  get(text: string): Value {
    if (this.last !== undefined && this.last.text === text) return this.last.value;
    const slot = slotOf(text) & (this.size - 1);
    const first = this.entries[slot];
    if (first !== undefined && first.text === text) return (this.last = first).value;
    const second = this.entries[slot ^ 1];
    if (second !== undefined && second.text === text) return (this.last = second).value;

    const value = this.make(text);
    if (text.length <= LONGEST_KEPT) {
      this.entries[slot ^ 1] = first;
      this.entries[slot] = this.last = { text, value };
    }
    return value;
  }
}

const TAIL = 8;

/**
 * Hash of the length, the last eight characters (ids and addresses differ there) and eight more
 * spread over the rest; so of texts up to 16 characters every one counts.
 */
function slotOf(text: string): number {
  const length = text.length;
  const rest = length > TAIL ? length - TAIL : 0;
  let hash = length;
  for (let at = length - 1; at >= rest; at -= 1) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  const step = (rest + TAIL - 1) >> 3;
  for (let at = rest - 1; at >= 0; at -= step) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  // Digits differ in few bits: spread them before the low bits choose the slot.
  hash = Math.imul(hash, 0x9e3779b1);
  return hash ^ (hash >>> 16);
}
