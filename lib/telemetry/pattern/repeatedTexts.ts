const PLACES = 2_048;
const WORDS = 64;

/**
 * Texts that come again and again, found by their bytes: one string each, so that those who ask for
 * it next find it by its identity. A newcomer pushes out what is in its place, so memory never grows.
 */
export class RepeatedTexts {
  /** Bytes of the longest text that can be kept. */
  readonly longest = WORDS * 4 - 1;
  private readonly lengths = new Int32Array(PLACES).fill(-1);
  private readonly words = new Int32Array(PLACES * WORDS);
  private readonly texts = new Array<string>(PLACES).fill('');

  /** The text that these bytes stood for before; null where that is not known. */
  find(view: DataView, from: number, to: number, hash: number): string | null {
    const place = hash & (PLACES - 1);
    if (this.lengths[place] !== to - from) return null;
    let word = place * WORDS;
    let at = from;
    for (; at + 4 <= to; at += 4, word += 1) {
      if (view.getInt32(at, true) !== this.words[word]) return null;
    }
    return restOf(view, at, to) === this.words[word] ? (this.texts[place] ?? null) : null;
  }

  keep(view: DataView, from: number, to: number, hash: number, text: string): void {
    const place = hash & (PLACES - 1);
    let word = place * WORDS;
    let at = from;
    for (; at + 4 <= to; at += 4, word += 1) this.words[word] = view.getInt32(at, true);
    this.words[word] = restOf(view, at, to);
    this.lengths[place] = to - from;
    this.texts[place] = text;
  }
}

/** The last bytes, fewer than four, as one word. */
function restOf(view: DataView, from: number, to: number): number {
  let rest = 0;
  for (let at = from; at < to; at += 1) rest = (rest << 8) | view.getUint8(at);
  return rest;
}
