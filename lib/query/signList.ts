import type { Sign, Technique } from './verdict';

/** A kind of sign: what it means, and how much it alone makes an injection likely (0 to 1). */
export interface SignKind {
  readonly technique: Technique;
  readonly weight: number;
  readonly meaning: string;
}

export function kind(technique: Technique, weight: number, meaning: string): SignKind {
  return { technique, weight, meaning };
}

/** More signs than this say nothing new. */
const MOST_SIGNS = 40;

/** Collects signs; of each kind only the first counts, as later ones mostly follow from it. */
export class SignList {
  readonly signs: Sign[] = [];
  private readonly kinds: SignKind[] = [];

  add(kind: SignKind, { start, end }: { readonly start: number; readonly end: number }): void {
    if (this.signs.length >= MOST_SIGNS || this.kinds.includes(kind)) return;
    const { technique, weight, meaning } = kind;
    this.kinds.push(kind);
    this.signs.push({ technique, weight, meaning, start, end });
  }
}
