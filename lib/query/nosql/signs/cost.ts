import { numberAt } from '../constants';
import type { Reading } from '../reading';
import * as N from '../tree';
import { SIGNS } from '../weights';
import { WORDS } from '../words';
import type { SignList } from './signList';

/** A text repeated more often than this is built to be large. */
const HUGE_COUNT = 1000;
/** So many joins of one list with itself multiply beyond use. */
const REPEATED_JOINS = 3;

/** Statements built to be expensive. */
export function costSigns(reading: Reading, signs: SignList): void {
  const { tree, tokens } = reading;
  for (let index = 0; reading.calls > 0 && index < tree.operationCount; index += 1) {
    const node = tree.operation(index);
    if (tree.kind(node) !== N.CALL) continue;
    if (WORDS[tokens.word(tree.token(node))]?.text === 'replicate') hugeText(reading, signs, node);
  }
  for (const query of tree.queries) {
    if (query.sources.length >= REPEATED_JOINS) repeatedJoin(reading, signs, query);
  }
}

function hugeText(reading: Reading, signs: SignList, call: number): void {
  const { tree } = reading;
  const count = tree.next(tree.left(call));
  if (tree.value(count) === N.NUMBER_VALUE && numberAt(reading, count) > HUGE_COUNT) {
    signs.addTokens(SIGNS.hugeText, tree.first(call), tree.last(call));
  }
}

function repeatedJoin(reading: Reading, signs: SignList, query: N.Query): void {
  const counts = new Map<string, number>();
  for (const { start, end } of query.sources) {
    const path = reading.tokens.text.slice(start, end).replace(/\s+/g, '');
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    if (count === REPEATED_JOINS) signs.addRange(SIGNS.repeatedJoin, start, end);
  }
}
