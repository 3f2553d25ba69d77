import { requiredProperties } from './requiredProperties';

/** So many conditions tell what all of them pin. */
const FEWEST_CONDITIONS = 5;
/** Least share of the conditions that pin a property that an application always pins. */
const PINNED_SHARE = 0.8;

/** An alternative that frees a query of a property. */
export interface Freed {
  /** Token that the alternative begins with. */
  readonly at: number;
  /** Templates that pin the property. */
  readonly pinning: number;
}

/** What the SQL, CQL and OData queries of a container have in common. */
export class Habits {
  /** What stands before the conditions, and in how many templates. */
  private readonly heads = new Map<string, number>();
  private conditions = 0;
  /** How many of the conditions pin a property. */
  private readonly pinning = new Map<string, number>();

  add(tokens: readonly string[]): void {
    count(this.heads, headOf(tokens));
    const found = requiredProperties(tokens);
    if (found === null) return;
    this.conditions += 1;
    for (const property of found.required) count(this.pinning, property);
  }

  /** Templates that are the same up to their conditions. */
  sharingHead(tokens: readonly string[]): number {
    return this.heads.get(headOf(tokens)) ?? 0;
  }

  /** Where a query is freed of a property that nearly all others pin; null for nowhere. */
  freed(tokens: readonly string[]): Freed | null {
    if (this.conditions < FEWEST_CONDITIONS) return null;
    for (const [property, at] of requiredProperties(tokens)?.freed ?? []) {
      const pinning = this.pinning.get(property) ?? 0;
      if (pinning >= this.conditions * PINNED_SHARE) return { at, pinning };
    }
    return null;
  }
}

function headOf(tokens: readonly string[]): string {
  const where = tokens.findIndex((token) => /^where$/i.test(token));
  return where === -1 ? '' : tokens.slice(0, where).join(' ');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
