import type { Sign } from '../../verdict';
import type { Span } from '../tree';
import type { SignKind } from '../weights';

/** More signs than this say nothing new. */
const MOST_SIGNS = 40;

/** Collects signs; of each kind only the first counts, as later ones mostly follow from it. */
export class SignList {
  readonly signs: Sign[] = [];
  private readonly kinds: SignKind[] = [];

  add(kind: SignKind, { start, end }: Span): void {
    if (this.signs.length >= MOST_SIGNS || this.kinds.includes(kind)) return;
    const { technique, weight, meaning } = kind;
    this.kinds.push(kind);
    this.signs.push({ technique, weight, meaning, start, end });
  }
}
