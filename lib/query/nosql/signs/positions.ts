import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { WORDS } from '../words';

/** True where a literal, its brackets apart, stands right before the token. */
export function followsLiteral({ tokens }: Reading, token: number): boolean {
  let before = token - 1;
  while (before >= 0) {
    const kind = tokens.kind(before);
    if (kind !== T.CLOSE_PAREN && kind !== T.CLOSE_BRACKET) return T.isLiteral(kind);
    before -= 1;
  }
  return false;
}

/** True where the tokens `from` to `to` (exclusive) hold a literal value. */
export function hasLiteral({ tokens }: Reading, from: number, to: number): boolean {
  for (let token = from; token < to; token += 1) {
    if (T.isLiteral(tokens.kind(token))) return true;
  }
  return false;
}

/** True where a node is part of its query's WHERE condition. */
export function isInFilter({ tree }: Reading, node: number): boolean {
  const filter = tree.queries[tree.query(node)]?.filter ?? N.NONE;
  return (
    filter !== N.NONE &&
    tree.first(filter) <= tree.first(node) &&
    tree.last(node) <= tree.last(filter)
  );
}

/** The name of the system function that a node calls, in lower case, or null. */
export function callName({ tree, tokens }: Reading, node: number): string | null {
  return tree.kind(node) === N.CALL ? (WORDS[tokens.word(tree.token(node))]?.text ?? null) : null;
}
