/** How many arguments steps and predicates take. Source: `GraphTraversal`, `P` and `TextP` in TinkerPop's API. */

export interface Arity {
  readonly least: number;
  readonly most: number;
  /** `limit(local, 1)`: the scope in front is not counted. */
  readonly scoped: boolean;
}

export const ARITIES: ReadonlyMap<string, Arity> = new Map<string, Arity>([
  ...all({ least: 1, most: 3, scoped: false }, 'has'),
  ...all({ least: 0, most: 1, scoped: false }, 'addV'),
  ...all(
    { least: 1, most: 1, scoped: false },
    'addE times coin hasNot eq neq gt gte lt lte containing notContaining startingWith ' +
      'notStartingWith endingWith notEndingWith',
  ),
  ...all({ least: 2, most: 2, scoped: false }, 'between inside outside'),
  ...all({ least: 1, most: 1, scoped: true }, 'limit skip sample'),
  ...all({ least: 0, most: 1, scoped: true }, 'tail'),
  ...all({ least: 2, most: 2, scoped: true }, 'range'),
]);

function all(arity: Arity, words: string): (readonly [string, Arity])[] {
  return words.split(' ').map((word) => [word, arity] as const);
}
