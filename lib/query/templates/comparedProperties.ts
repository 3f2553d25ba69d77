/** A property of a condition, and whether it is compared by equality. */
export interface Comparison {
  readonly property: string;
  readonly isEquality: boolean;
  /** Index of the token that compares. */
  readonly at: number;
}

const NAME = /^[A-Za-z_][\w$]*$/;
const WORD_COMPARISON = /^(?:eq|ne|gt|lt|ge|le)$/i;

/** The properties that conditions of SQL, CQL and OData compare, with what leads to them. */
export function* comparisons(tokens: readonly string[]): Iterable<Comparison> {
  for (const [at, token] of tokens.entries()) {
    const property = tokens[at - 1] ?? '';
    if (!NAME.test(property) || !(/^[=<>!]$/.test(token) || WORD_COMPARISON.test(token))) continue;
    const owner = tokens[at - 2] === '.' ? `${tokens[at - 3] ?? ''}.` : '';
    yield { property: owner + property, isEquality: /^(?:=|eq)$/i.test(token), at };
  }
}

/**
 * Whether conditions that all have to hold ask twice for one property, once for a fixed value. No
 * application writes that: either the other condition is idle, or nothing fits.
 */
export function pinsTwice(known: readonly string[], added: readonly string[]): boolean {
  const alternative = added.findIndex((token) => /^(?:or|\|\|)$/i.test(token));
  const conditions = [...comparisons(alternative === -1 ? added : added.slice(0, alternative))];
  const where = known.findLastIndex((token) => /^where$/i.test(token));
  const pinned = [...comparisons(known.slice(where + 1))];
  return conditions.some(({ property, isEquality }) =>
    pinned.some((other) => other.property === property && (isEquality || other.isEquality)),
  );
}
