import {
  addMissing,
  continueAfterStrays,
  continueExpression,
  readExpression,
  readList,
} from './expressions';
import type { Reading } from './reading';
import { readBareQuery, readQuery } from './statement';
import * as T from './tokenKinds';
import * as N from './tree';

/** Reads an operand with its path, `c.a["b"][0]`; a run of opening parentheses costs no depth. */
export function readOperand(reading: Reading): number {
  if (reading.kind() !== T.OPEN_PAREN || reading.peek(1) === T.SELECT) return readPath(reading);
  const outermost = reading.at;
  while (reading.kind() === T.OPEN_PAREN && reading.peek(1) !== T.SELECT) reading.advance();
  const innermost = reading.at - 1;
  let node = readExpression(reading);
  for (let open = innermost; open >= outermost; open -= 1) {
    node = continueAfterStrays(reading, continueExpression(reading, node, 0), T.CLOSE_PAREN);
    reading.expect(T.CLOSE_PAREN);
    reading.tree.parenthesise(node, open, reading.at - 1);
    node = readSteps(reading, node);
  }
  return node;
}

function readPath(reading: Reading): number {
  const primary = readPrimary(reading);
  const kind = reading.kind();
  return kind === T.DOT || kind === T.OPEN_BRACKET ? readSteps(reading, primary) : primary;
}

/** A step from a path is a path; one from a constant is worked out. */
function addStep(reading: Reading, token: number, first: number, from: number): number {
  const { tree } = reading;
  const node = tree.add(N.MEMBER, tree.query(from), token, first, reading.at - 1, from, 0, 0);
  if (tree.kind(from) > N.MEMBER || tree.kind(from) === N.LITERAL) tree.noteOperation(node);
  return node;
}

/** The `.name`, `["name"]` and `[index]` that follow an operand. */
function readSteps(reading: Reading, from: number): number {
  const { tree, tokens } = reading;
  let node = from;
  for (;;) {
    const query = tree.query(node);
    const first = tree.first(node);
    if (reading.kind() === T.DOT) {
      reading.advance();
      const name = reading.at;
      if (reading.kind() === T.NAME || T.isKeyword(reading.kind())) reading.advance();
      else reading.miss();
      node = addStep(reading, name, first, node);
    } else if (reading.kind() === T.OPEN_BRACKET) {
      reading.advance();
      const key = reading.at;
      if (tokens.kind(key) === T.STRING && tokens.kind(key + 1) === T.CLOSE_BRACKET) {
        reading.advance(2);
        node = addStep(reading, key, first, node);
      } else {
        const index = readExpression(reading);
        reading.expect(T.CLOSE_BRACKET);
        node = tree.add(N.INDEX, query, key, first, reading.at - 1, node, index, 0);
      }
    } else return node;
  }
}

function readPrimary(reading: Reading): number {
  const { tree, at } = reading;
  const owner = reading.query;
  const kind = reading.kind();
  switch (kind) {
    case T.STRING:
    case T.OPEN_STRING:
      reading.advance();
      return tree.addLiteral(owner, at, N.STRING_VALUE);
    case T.NUMBER:
      reading.advance();
      return tree.addLiteral(owner, at, N.NUMBER_VALUE);
    case T.TRUE:
      reading.advance();
      return tree.addLiteral(owner, at, N.TRUE_VALUE);
    case T.FALSE:
      reading.advance();
      return tree.addLiteral(owner, at, N.FALSE_VALUE);
    case T.NULL:
      reading.advance();
      return tree.addLiteral(owner, at, N.NULL_VALUE);
    case T.UNDEFINED:
      reading.advance();
      return tree.addLiteral(owner, at, N.UNDEFINED_VALUE);
    case T.PARAMETER:
      reading.advance();
      return tree.add(N.PARAMETER_VALUE, owner, at, at, at, 0, 0, 0);
    case T.NAME:
      return reading.peek(1) === T.OPEN_PAREN ? readCall(reading, N.CALL, at) : readName(reading);
    case T.UDF:
      if (reading.peek(1) !== T.DOT) return readName(reading);
      reading.advance(2);
      return readCall(reading, N.UDF_CALL, at);
    case T.OPEN_BRACKET: {
      reading.advance();
      const elements = readList(reading, T.CLOSE_BRACKET);
      return tree.add(N.ARRAY_NODE, owner, at, at, reading.at - 1, elements, 0, 0);
    }
    case T.OPEN_BRACE:
      return isPlaceholder(reading) ? readPlaceholder(reading) : readObject(reading);
    case T.OPEN_PAREN:
      return readSubquery(reading, N.SUBQUERY, at);
    case T.EXISTS:
    case T.ARRAY:
    case T.ALL:
    case T.FIRST:
    case T.LAST:
      if (reading.peek(1) !== T.OPEN_PAREN) return readName(reading);
      if (reading.peek(2) !== T.SELECT) return readCall(reading, N.CALL, at);
      reading.advance();
      return readSubquery(reading, kind === T.EXISTS ? N.EXISTS_NODE : N.ARRAY_QUERY, at);
    case T.VALUE:
    case T.RANK:
    case T.TOP:
    case T.LIMIT:
    case T.OFFSET:
      if (reading.peek(1) === T.DOT || reading.peek(1) === T.OPEN_BRACKET) return readName(reading);
      break;
    case T.SELECT:
      if (at > 0 && reading.peek(-1) === T.OPEN_PAREN) {
        reading.gaps += 1;
        const inner = readBareQuery(reading);
        return tree.add(N.SUBQUERY, owner, at, at, reading.at - 1, inner, 0, 0);
      }
      break;
    case T.UNKNOWN:
    case T.FOREIGN_VARIABLE:
    case T.STAR:
      reading.skipStray();
      return addMissing(reading);
    default:
  }
  reading.miss();
  return addMissing(reading);
}

function readName(reading: Reading): number {
  const { at } = reading;
  reading.advance();
  return reading.tree.addRootName(reading.query, at);
}

function readCall(reading: Reading, kind: number, first: number): number {
  reading.calls += 1;
  const name = reading.at;
  const owner = reading.query;
  if (reading.kind() === T.NAME || T.isKeyword(reading.kind())) reading.advance();
  else reading.miss();
  const list = reading.expect(T.OPEN_PAREN) ? readList(reading, T.CLOSE_PAREN) : N.NONE;
  return reading.tree.add(kind, owner, name, first, reading.at - 1, list, 0, 0);
}

/**
 * What the service writes into a rewritten query for the client to put a condition or a number in:
 * `{documentdb-formattableorderbyquery-filter}`, `{documentdb-formattablehybridsearchquery-totaldocumentcount}`.
 */
const PLACEHOLDER = '{documentdb-formattable';
const MOST_PLACEHOLDER_TOKENS = 12;

const isPlaceholder = ({ tokens, at }: Reading): boolean =>
  tokens.text.startsWith(PLACEHOLDER, tokens.start(at));

function readPlaceholder(reading: Reading): number {
  const { tree, query, at } = reading;
  const end = at + MOST_PLACEHOLDER_TOKENS;
  while (reading.at < end && reading.kind() !== T.CLOSE_BRACE) reading.advance();
  reading.expect(T.CLOSE_BRACE);
  const last = reading.at - 1;
  return tree.add(N.PARAMETER_VALUE, query, at, at, last, 0, 0, 0);
}

function readObject(reading: Reading): number {
  const { tree, at } = reading;
  const owner = reading.query;
  reading.advance();
  let firstValue: number = N.NONE;
  let last: number = N.NONE;
  while (reading.kind() !== T.CLOSE_BRACE && reading.kind() !== T.END) {
    const key = reading.kind();
    if (key === T.STRING || key === T.NAME || key === T.NUMBER || T.isKeyword(key))
      reading.advance();
    else reading.miss();
    if (!reading.expect(T.COLON)) break;
    const value = readExpression(reading);
    if (firstValue === N.NONE) firstValue = value;
    else tree.link(last, value);
    last = value;
    if (reading.kind() !== T.COMMA) break;
    reading.advance();
  }
  reading.expect(T.CLOSE_BRACE);
  return tree.add(N.OBJECT_NODE, owner, at, at, reading.at - 1, firstValue, 0, 0);
}

/** `(SELECT ...)`, with the reading at the parenthesis. */
function readSubquery(reading: Reading, kind: number, first: number): number {
  const owner = reading.query;
  const query = readQuery(reading);
  return reading.tree.add(kind, owner, first, first, reading.at - 1, query, 0, 0);
}
