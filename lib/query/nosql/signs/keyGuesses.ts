import { isComparison } from '../constants';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { callName } from './positions';
import { isCredential, probeKind } from './probes';

const DEEPEST_CHOICE = 8;

/**
 * `ORDER BY IIF(SUBSTRING(c.pwd, 0, 1) = 'a', c.name, c.id)`: the order of the answer says whether a
 * guess was right. The sign of that in a key, or null; a choice by a state is an order of its own.
 */
export function keyGuess(reading: Reading, key: number, depth = 0): SignKind | null {
  const { tree, tokens } = reading;
  if (key === N.NONE || depth > DEEPEST_CHOICE) return null;
  const inside = (node: number): SignKind | null => keyGuess(reading, node, depth + 1);
  switch (tree.kind(key)) {
    case N.TERNARY:
      return (
        decision(reading, tree.left(key)) ?? inside(tree.right(key)) ?? inside(tree.third(key))
      );
    case N.CALL: {
      if (callName(reading, key) !== 'iif') return testOf(reading, key);
      const whenTrue = tree.next(tree.left(key));
      const found = decision(reading, tree.left(key)) ?? inside(whenTrue);
      return found ?? inside(tree.next(whenTrue));
    }
    case N.UNARY:
      return inside(tree.left(key));
    case N.BINARY:
      // `IIF(...) * 1`; of a comparison the key is the guess itself.
      if (isComparison(tokens.kind(tree.token(key)))) return testOf(reading, key);
      return inside(tree.left(key)) ?? inside(tree.right(key));
    default:
      return testOf(reading, key);
  }
}

/** What decides a choice: a guess, several joined with AND or OR, or constants. */
function decision(reading: Reading, condition: number): SignKind | null {
  const { tree, tokens } = reading;
  if (tree.kind(condition) === N.BINARY && tree.isConstant(condition)) {
    return isComparison(tokens.kind(tree.token(condition))) ? SIGNS.constantChoice : null;
  }
  return keyGuess(reading, condition, 1);
}

function testOf(reading: Reading, node: number): SignKind | null {
  const isGuess = probeKind(reading, node, T.AND) !== null || comparesCredential(reading, node);
  return isGuess ? SIGNS.guessAsKey : null;
}

/** `c.password = 'secret'` */
function comparesCredential(reading: Reading, node: number): boolean {
  const { tree, tokens } = reading;
  if (tree.kind(node) !== N.BINARY || !isComparison(tokens.kind(tree.token(node)))) return false;
  const left = tree.left(node);
  const right = tree.right(node);
  return (
    (isCredential(reading, left) && isValue(reading, right)) ||
    (isCredential(reading, right) && isValue(reading, left))
  );
}

/** A text or a number, and no null or flag, with which a program asks for presence. */
const isValue = ({ tree }: Reading, node: number): boolean =>
  tree.value(node) === N.STRING_VALUE || tree.value(node) === N.NUMBER_VALUE;
