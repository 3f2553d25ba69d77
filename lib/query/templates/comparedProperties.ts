/** From which side a comparison holds a property: equality from both, inequality from none. */
export const SIDES = ['equal', 'least', 'most', 'none'] as const;
export type Side = (typeof SIDES)[number];

/** A property of a condition, and how it is compared. */
export interface Comparison {
  readonly property: string;
  readonly side: Side;
  /** Index of the token that compares. */
  readonly at: number;
}

const NAME = /^[A-Za-z_][\w$]*$/;
const SIDE_OF: ReadonlyMap<string, Side> = new Map<string, Side>([
  ...(['=', 'eq'] as const).map((word) => [word, 'equal'] as const),
  ...(['>', 'gt', 'ge'] as const).map((word) => [word, 'least'] as const),
  ...(['<', 'lt', 'le'] as const).map((word) => [word, 'most'] as const),
  ...(['!', 'ne'] as const).map((word) => [word, 'none'] as const),
]);

/** The properties that conditions of SQL, CQL and OData compare, with what leads to them. */
export function* comparisons(tokens: readonly string[]): Iterable<Comparison> {
  for (const [at, token] of tokens.entries()) {
    const side = SIDE_OF.get(token.toLowerCase());
    const property = tokens[at - 1] ?? '';
    if (side === undefined || !NAME.test(property)) continue;
    const owner = tokens[at - 2] === '.' ? `${tokens[at - 3] ?? ''}.` : '';
    yield { property: owner + property, side, at };
  }
}
