/** The kinds of what a condition may ask, for a person and by strength. */

export type Demand =
  | 'not-null'
  | 'not-empty'
  | 'not-value'
  | 'not-flag'
  | 'above-empty'
  | 'any-pattern'
  | 'empty-pattern'
  | 'exact-pattern'
  | 'pattern'
  | 'exists'
  | 'typed'
  | 'none-of'
  | 'none-of-nothing'
  | 'any-of'
  | 'guesses'
  | 'range'
  | 'above-zero'
  | 'above-container'
  | 'typed-value'
  | 'negated'
  | 'probe'
  | 'harmless';

/** For a person. */
export const MEANINGS: Record<Demand, string> = {
  'not-null': 'an "is not null" operator',
  'not-empty': 'an "is not empty" operator',
  'not-value': 'a "not equal" operator',
  'not-flag': 'a "not true" operator',
  'above-empty': 'a comparison that every text passes',
  'any-pattern': 'a pattern that matches anything',
  'empty-pattern': 'an empty pattern',
  'exact-pattern': 'a pattern of one text',
  pattern: 'a pattern',
  exists: 'an "exists" operator',
  typed: 'a test of the type',
  'none-of': 'a "none of these" operator',
  'none-of-nothing': 'a "none of these" operator without a value',
  'any-of': 'a list of values',
  guesses: 'a list of guesses',
  range: 'an order comparison',
  'above-zero': 'a comparison that every number passes',
  'above-container': 'a comparison with an empty document or list',
  'typed-value': 'a comparison with a value of another type',
  negated: 'a negated condition',
  probe: 'a probing operator',
  harmless: 'a condition',
};
/** Weakest first: of several demands inside one operator the last of this list counts. */
const BY_STRENGTH: readonly Demand[] = [
  ...(['harmless', 'exact-pattern', 'typed-value', 'any-of', 'not-flag', 'exists'] as const),
  ...(['typed', 'above-container'] as const),
  ...(['not-null', 'range', 'above-zero', 'guesses', 'probe', 'not-empty', 'none-of'] as const),
  ...(['none-of-nothing', 'negated', 'pattern', 'empty-pattern', 'not-value'] as const),
  ...(['any-pattern', 'above-empty'] as const),
];

/** The demand of several that lets most through. */
export function strongest(demands: readonly Demand[]): Demand {
  return demands.reduce<Demand>(
    (found, next) => (BY_STRENGTH.indexOf(next) > BY_STRENGTH.indexOf(found) ? next : found),
    'harmless',
  );
}
