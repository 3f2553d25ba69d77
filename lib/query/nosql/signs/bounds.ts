import { numberAt } from '../constants';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { callName } from './positions';
import { BEFORE_ALL_ITEMS, isSystemProperty, isTimestamp } from './systemProperties';

/** What the results of functions are never less than, whatever the item holds. */
const LEAST_OF: ReadonlyMap<string, number> = new Map([
  ...['length', 'array_length', 'abs', 'square', 'sqrt', 'exp', 'rand', 'count', 'documentid'].map(
    (name) => [name, 0] as const,
  ),
  ...([
    ['index_of', -1],
    ['last_index_of', -1],
    ['sign', -1],
    ['sin', -1],
    ['cos', -1],
    ['year', 1],
    ['month', 1],
    ['day', 1],
  ] as const),
]);
/** A list or a text is never longer. */
const LONGEST = 1000;

/** `RAND() < 1` */
export const isBelowAll = (reading: Reading, tested: number, constant: number): boolean =>
  callName(reading, tested) === 'rand' &&
  reading.tree.value(constant) === N.NUMBER_VALUE &&
  numberAt(reading, constant) >= 1;

/** True where what is tested is never below the bound. */
export function isAlwaysAbove(
  reading: Reading,
  operator: number,
  tested: number,
  bound: number,
): boolean {
  const { tree } = reading;
  if (tree.kind(tested) === N.SUBQUERY) {
    return bound <= 0 && isUnfiltered(reading, tested);
  }
  if (isSystemProperty(reading, tested)) {
    return bound <= 0 || (isTimestamp(reading, tested) && bound < BEFORE_ALL_ITEMS);
  }
  const name = callName(reading, tested) ?? '';
  const least = LEAST_OF.get(name);
  if (least === undefined) return false;
  if (operator === T.GREATER ? bound < least : bound <= least) return true;
  const isNonEmpty = operator === T.GREATER ? bound <= 0 : bound <= 1;
  return name === 'length' && isNonEmpty && isSystemProperty(reading, tree.left(tested));
}

/** `c._ts BETWEEN 0 AND 9999999999`, `LENGTH(c.a) BETWEEN 0 AND 5000` */
export function holdsNearlyAll(reading: Reading, node: number): boolean {
  const { tree, tokens } = reading;
  const low = tree.right(node);
  const high = tree.third(node);
  if (tokens.kind(tree.token(node)) === T.NOT) return false;
  if (tree.value(low) !== N.NUMBER_VALUE || tree.value(high) !== N.NUMBER_VALUE) return false;
  const tested = tree.left(node);
  if (!isAlwaysAbove(reading, T.GREATER_EQUAL, tested, numberAt(reading, low))) return false;
  const most = isSystemProperty(reading, tested) ? BEFORE_ALL_ITEMS * 2 : LONGEST;
  return numberAt(reading, high) >= most;
}

/** A subquery over all that a list holds. */
export const isUnfiltered = ({ tree }: Reading, node: number): boolean =>
  tree.queries[tree.left(node)]?.filter === N.NONE;
