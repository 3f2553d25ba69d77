import type { Sign } from '../../verdict';
import type { Span } from '../tree';
import type { SignKind } from '../weights';

/** More signs than this say nothing new. */
const MOST_SIGNS = 40;

/** Collects signs; of each kind only the first counts, as later ones mostly follow from it. */
export class SignList {
  readonly signs: Sign[] = [];
  readonly #kinds = new Set<SignKind>();

  get isEmpty(): boolean {
    return this.signs.length === 0;
  }

  add(kind: SignKind, { start, end }: Span): void {
    if (this.#kinds.has(kind) || this.signs.length >= MOST_SIGNS) return;
    this.#kinds.add(kind);
    const { technique, weight, meaning } = kind;
    this.signs.push({ technique, weight, meaning, start, end });
  }
}
