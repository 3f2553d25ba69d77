import type { Sign, Technique } from '../../verdict';
import type { Reading } from '../reading';
import type { SignKind } from '../weights';

const MOST_SIGNS = 32;

/** Collects the signs of one text; at most 32, the first that are found. */
export class SignList {
  readonly signs: Sign[] = [];

  constructor(private readonly reading: Reading) {}

  /** A sign over the tokens `first` to `last`; `share` lowers the kind's weight. */
  addTokens(kind: SignKind, first: number, last: number, share = 1): void {
    const { tokens } = this.reading;
    this.addRange(
      kind,
      tokens.start(first),
      Math.max(tokens.end(last), tokens.start(first)),
      share,
    );
  }

  addRange(kind: SignKind, start: number, end: number, share = 1): void {
    this.add(kind.technique, kind.weight * share, kind.meaning, start, end);
  }

  add(technique: Technique, weight: number, meaning: string, start: number, end: number): void {
    if (this.signs.length < MOST_SIGNS) this.signs.push({ technique, weight, meaning, start, end });
  }
}
