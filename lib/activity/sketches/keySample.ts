import { WORD_LENGTH, wordAt, wordText } from './digits';
import { SketchError } from './sketchError';

/** Hashes are below it. */
const ALL = 2 ** 32;

/**
 * An even sample of keys: those with the lowest hashes of 32 bits. Samples of the same hash can be
 * compared, whatever their order and however large the sets are that they were taken from: below the
 * lower of their bounds both are complete.
 *
 * Cohen, Kaplan: Summarizing data using bottom-k sketches, 2007.
 */
export class KeySample {
  private readonly hashes = new Set<number>();
  private lowestLeftOut = ALL;
  /** Of a large set a sample seldom changes, and it is written often. */
  private text: string | null = null;

  /** @param most keys that are kept */
  constructor(private readonly most: number) {}

  /** @throws SketchError where the text is none of `toString()` */
  static from(text: string, most: number): KeySample {
    if (text.length % WORD_LENGTH !== 0) throw new SketchError('KeySample', 'it is cut');
    const sample = new KeySample(most);
    for (let at = 0; at < text.length; at += WORD_LENGTH) sample.add(wordAt(text, at));
    // A full one may have left keys out, which the text does not tell.
    if (sample.hashes.size === most) sample.lowestLeftOut = Math.max(...sample.hashes) + 1;
    return sample;
  }

  /** Adds the key that has this hash; the same one again changes nothing. */
  add(hash: number): void {
    if (hash >= this.lowestLeftOut || this.hashes.has(hash)) return;
    this.text = null;
    this.hashes.add(hash);
    if (this.hashes.size <= this.most) return;
    const highest = Math.max(...this.hashes);
    this.hashes.delete(highest);
    this.lowestLeftOut = highest;
  }

  /** Adds the keys of the other one, which stays as it is. */
  merge(other: KeySample): void {
    for (const hash of other.hashes) this.add(hash);
    this.text = null;
    this.lowestLeftOut = Math.min(this.lowestLeftOut, other.lowestLeftOut);
    for (const hash of this.hashes) if (hash >= this.lowestLeftOut) this.hashes.delete(hash);
  }

  /** How many keys both samples tell of, and how many of these are not in the other one. */
  comparedWith(other: KeySample): { readonly compared: number; readonly missing: number } {
    let compared = 0;
    let missing = 0;
    for (const hash of this.hashes) {
      if (hash >= other.lowestLeftOut) continue;
      compared += 1;
      if (!other.hashes.has(hash)) missing += 1;
    }
    return { compared, missing };
  }

  /** In an order that does not tell that of arrival. */
  toString(): string {
    this.text ??= [...this.hashes]
      .sort((a, b) => a - b)
      .map(wordText)
      .join('');
    return this.text;
  }
}
