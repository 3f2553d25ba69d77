import type { Sign, Technique } from '../../verdict';
import type { Reading } from '../reading';
import type { SignKind } from '../weights';

const MOST_SIGNS = 32;
/** A break or a comment that weighs less may be honest. */
const LEAST_MEANS = 0.6;
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

  /**
   * A broken literal and a comment that hides the rest only serve what was added between them. So
   * the strongest sign of that is made to weigh a little more than theirs.
   */
  preferAddedCode(): void {
    if (this.signs.length < 2) return;
    let best: Sign | null = null;
    let means = 0;
    for (const sign of this.signs) {
      const { technique, weight } = sign;
      if (technique === 'comment-truncation' || technique === 'syntax-probe') {
        if (weight > means) means = weight;
      } else if (best === null || weight > best.weight) best = sign;
    }
    if (best === null || best.weight > means || means < LEAST_MEANS) return;
    this.signs[this.signs.indexOf(best)] = { ...best, weight: means + 0.01 };
  }

  add(technique: Technique, weight: number, meaning: string, start: number, end: number): void {
    const sign = { technique, weight, meaning, start, end };
    if (this.signs === NO_SIGNS) this.signs = [sign];
    else if (this.signs.length < MOST_SIGNS) this.signs.push(sign);
  }
}
