import { randomNumbers } from './records';

/** Seeded randomness: the same seed gives the same sequence on every machine. */
export class Random {
  /** A number from 0 (included) to 1. */
  readonly next: () => number;

  constructor(private readonly seed: number) {
    this.next = randomNumbers(seed);
  }

  /** An independent sequence, named by `label`: what others draw does not change it. */
  fork(label: string): Random {
    return new Random(hashOf(label, this.seed));
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** An integer; both ends are possible. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError for an empty list */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('there is nothing to pick from');
    return item;
  }

  /** Picks by weight. @throws RangeError for an empty list */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return this.pick(items)[0];
  }

  /** The same items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal with this median; `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** A count with this mean: Knuth's method when small, the normal approximation when large. */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > limit; product *= this.next()) count += 1;
    return count;
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.word();
    return text.length === digits ? text : text.slice(0, digits);
  }

  /** A random UUID (version 4). */
  guid(): string {
    const [a, b, c, d] = [this.word(), this.word(), this.word(), this.word()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  /** Eight hexadecimal digits. */
  private word(): string {
    const bits = Math.floor(this.next() * 4294967296);
    return hexByte(bits >>> 24) + hexByte(bits >>> 16) + hexByte(bits >>> 8) + hexByte(bits);
  }
}

/** All bytes in hexadecimal; writing them out each time takes far longer. */
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

function hexByte(bits: number): string {
  return BYTES[bits & 255] ?? '00';
}

/** 32-bit FNV-1a of a text, mixed with a seed. */
export function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
