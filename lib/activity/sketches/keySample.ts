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
  /** In rising order: most samples are small, and there are very many. */
  private hashes: number[] = [];
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
    if (sample.hashes.length === most) sample.lowestLeftOut = (sample.hashes.at(-1) ?? 0) + 1;
    return sample;
  }

  /** Adds the key that has this hash; the same one again changes nothing. */
  add(hash: number): void {
    if (hash >= this.lowestLeftOut) return;
    const { hashes } = this;
    let at = hashes.length;
    while (at > 0 && (hashes[at - 1] ?? 0) > hash) at -= 1;
    if (at > 0 && hashes[at - 1] === hash) return;
    this.text = null;
    // To splice would be to allocate.
    for (let behind = hashes.length; behind > at; behind -= 1)
      hashes[behind] = hashes[behind - 1] ?? 0;
    hashes[at] = hash;
    if (hashes.length > this.most) this.lowestLeftOut = hashes.pop() ?? ALL;
  }

  /** Adds the keys of the other one, which stays as it is. */
  merge(other: KeySample): void {
    for (const hash of other.hashes) this.add(hash);
    this.text = null;
    this.lowestLeftOut = Math.min(this.lowestLeftOut, other.lowestLeftOut);
    this.hashes = this.hashes.filter((hash) => hash < this.lowestLeftOut);
  }

  /** How many keys both samples tell of, and how many of these are not in the other one. */
  comparedWith(other: KeySample): { readonly compared: number; readonly missing: number } {
    let compared = 0;
    let missing = 0;
    for (const hash of this.hashes) {
      if (hash >= other.lowestLeftOut) continue;
      compared += 1;
      if (!other.hashes.includes(hash)) missing += 1;
    }
    return { compared, missing };
  }

  /** In an order that does not tell that of arrival. */
  toString(): string {
    this.text ??= this.hashes.map(wordText).join('');
    return this.text;
  }
}
