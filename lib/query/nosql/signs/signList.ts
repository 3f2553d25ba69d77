import type { Sign, Technique } from '../../verdict';
import type { Reading } from '../reading';
import type { SignKind } from '../weights';

const MOST_SIGNS = 32;
/** Shared by all texts without signs; never added to. */
const NO_SIGNS: Sign[] = [];

/** Collects the signs of one text; at most 32, the first that are found. */
export class SignList {
  signs: Sign[] = NO_SIGNS;

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
    const sign = { technique, weight, meaning, start, end };
    if (this.signs === NO_SIGNS) this.signs = [sign];
    else if (this.signs.length < MOST_SIGNS) this.signs.push(sign);
  }
}
