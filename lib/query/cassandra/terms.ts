/** Parses terms: literals, columns, calls, collections and arithmetic. */

import type { Cursor } from './cursor';
import { isWord } from './cursor';
import type { Token } from './tokens';
import type { Literal, Term } from './tree';

const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
/** Words that end a part of a statement, so that no term begins with them. */
const NO_TERM: ReadonlySet<string> = new Set(
  'where and or from limit allow order group per using values'.split(' '),
);
/** Of these words those that a column may be called by, and what follows where they are none. */
const UNRESERVED: ReadonlyMap<string, string> = new Map([
  ['group', 'by'],
  ['per', 'partition'],
  ['values', '('],
]);
const NO_TERMS: readonly Term[] = [];
const NATIVE_TYPES: ReadonlySet<string> = new Set(
  (
    'ascii bigint blob boolean counter date decimal double duration float inet int smallint text ' +
    'time timestamp timeuuid tinyint uuid varchar varint'
  ).split(' '),
);

export function parseTerm(cursor: Cursor): Term {
  const first = parsePrimary(cursor);
  if (first.kind === 'missing' || !isOperator(cursor)) return first;
  const operands = [first];
  while (isOperator(cursor)) {
    cursor.at++;
    operands.push(parsePrimary(cursor));
  }
  return { kind: 'arithmetic', operands, start: first.start, end: cursor.lastEnd };
}

function isOperator({ token }: Cursor): boolean {
  return token.kind === 'symbol' && OPERATORS.has(token.word);
}

/** Terms with commas between them; `joiner` may stand between two: `1 AS x`, `{k: v}`. */
export function parseTerms(cursor: Cursor, joiner: 'as' | ':' | null = null): Term[] {
  const terms: Term[] = [];
  do {
    const term = parseTerm(cursor);
    terms.push(term);
    if (joiner !== null && cursor.accept(joiner)) terms.push(parseTerm(cursor));
  } while (cursor.accept(','));
  return terms;
}

function parsePrimary(cursor: Cursor): Term {
  while (isCast(cursor)) cursor.at += 3;
  const { token } = cursor;
  switch (token.kind) {
    case 'string':
    case 'number':
    case 'uuid':
    case 'blob':
      return takeLiteral(cursor, token);
    case 'marker':
      cursor.at++;
      return { kind: 'marker', start: token.start, end: token.end };
    case 'quoted-name':
      return parseName(cursor, token);
    case 'name':
      return endsTerms(cursor, token) ? missing(cursor) : parseName(cursor, token);
    case 'symbol':
      return parseSymbol(cursor, token);
    case 'end':
      return missing(cursor);
  }
}

function endsTerms(cursor: Cursor, { word }: Token): boolean {
  if (!NO_TERM.has(word)) return false;
  const partner = UNRESERVED.get(word);
  return partner === undefined || isWord(cursor.ahead(1), partner);
}

function takeLiteral(cursor: Cursor, { kind, word, start, end, closed }: Token): Literal {
  if (!closed) cursor.problem('unclosed-string');
  cursor.at++;
  if (kind === 'string') return { kind: 'literal', type: kind, value: word, start, end };
  if (kind === 'uuid' || kind === 'blob') {
    return { kind: 'literal', type: kind, value: word.toLowerCase(), start, end };
  }
  return { kind: 'literal', type: 'number', value: shortest(word), start, end };
}

function shortest(number: string): string {
  const value = Number(number);
  return Number.isSafeInteger(value) || number.includes('.') ? String(value) : number;
}

function parseName(cursor: Cursor, token: Token): Term {
  const { start } = token;
  cursor.at++;
  if (token.kind === 'name' && (token.word === 'true' || token.word === 'false')) {
    return { kind: 'literal', type: 'boolean', value: token.word, start, end: token.end };
  }
  if (token.kind === 'name' && token.word === 'null') {
    return { kind: 'literal', type: 'null', value: 'null', start, end: token.end };
  }
  if (!token.closed) cursor.problem('unclosed-string');
  let name = token.word;
  while (cursor.is('.') && isName(cursor.ahead(1))) {
    name += `.${cursor.ahead(1).word}`;
    cursor.at += 2;
  }
  if (cursor.is('(')) return parseCall(cursor, name, start);
  const index = cursor.is('[') ? parseBracket(cursor, ']') : NO_TERMS;
  return { kind: 'column', name, index, start, end: cursor.lastEnd };
}

function parseCall(cursor: Cursor, name: string, start: number): Term {
  const args = parseBracket(cursor, ')', name === 'cast');
  return { kind: 'call', name, args, start, end: cursor.lastEnd };
}

function parseSymbol(cursor: Cursor, token: Token): Term {
  switch (token.word) {
    case '-':
    case '+':
      return parseSigned(cursor, token);
    case '(':
      return parseParenthesis(cursor, token);
    case '[':
    case '{': {
      const items = parseBracket(cursor, token.word === '[' ? ']' : '}');
      return { kind: 'collection', items, start: token.start, end: cursor.lastEnd };
    }
    case '*':
      cursor.at++;
      return { kind: 'column', name: '*', index: NO_TERMS, start: token.start, end: token.end };
    default:
      return missing(cursor);
  }
}

function parseSigned(cursor: Cursor, sign: Token): Term {
  cursor.at++;
  const { token } = cursor;
  if (token.kind !== 'number') {
    if (sign.word === '-' && token.kind === 'name' && !NO_TERM.has(token.word)) {
      return parseName(cursor, token);
    }
    cursor.problem('missing-term', sign);
    return { kind: 'missing', start: sign.start, end: sign.end };
  }
  const literal = takeLiteral(cursor, token);
  const value = sign.word === '-' && literal.value !== '0' ? `-${literal.value}` : literal.value;
  return { ...literal, value, start: sign.start };
}

/** `(int) 1` */
function isCast(cursor: Cursor): boolean {
  if (!cursor.is('(') || !NATIVE_TYPES.has(cursor.ahead(1).word)) return false;
  if (cursor.ahead(1).kind !== 'name' || !isWord(cursor.ahead(2), ')')) return false;
  const { kind, word } = cursor.ahead(3);
  return kind === 'symbol' ? word === '(' || word === '-' : kind !== 'name' && kind !== 'end';
}

/** A tuple, a term in parentheses, or a query, which CQL cannot nest. */
function parseParenthesis(cursor: Cursor, open: Token): Term {
  if (cursor.ahead(1).word === 'select' && cursor.ahead(1).kind === 'name') {
    cursor.problem('subquery', cursor.ahead(1));
    parseBracket(cursor, ')');
    return { kind: 'subquery', start: open.start, end: cursor.lastEnd };
  }
  const items = parseBracket(cursor, ')');
  return { kind: 'collection', items, start: open.start, end: cursor.lastEnd };
}

function parseBracket(cursor: Cursor, closing: string, isCast = false): Term[] {
  const open = cursor.token;
  cursor.at++;
  if (!cursor.enter()) return [];
  const joiner = closing === '}' ? ':' : closing === ')' && isCast ? 'as' : null;
  const items = cursor.is(closing) ? [] : parseTerms(cursor, joiner);
  if (!cursor.is(closing) && !cursor.isAtEnd) skipTo(cursor, closing);
  cursor.leave(closing, open);
  return items;
}

/** Passes what does not belong into the bracket, nested brackets as a whole. */
function skipTo(cursor: Cursor, closing: string): void {
  cursor.problem('trailing');
  let depth = 0;
  while (!cursor.isAtEnd && !cursor.is(';')) {
    const { word } = cursor.token;
    if (cursor.token.kind === 'symbol') {
      if (depth === 0 && word === closing) return;
      if (word === '(' || word === '[' || word === '{') depth++;
      else if ((word === ')' || word === ']' || word === '}') && depth > 0) depth--;
    } else if (!cursor.token.closed) cursor.problem('unclosed-string');
    cursor.at++;
  }
}

function missing(cursor: Cursor): Term {
  cursor.problem('missing-term');
  const { start } = cursor.token;
  return { kind: 'missing', start, end: start };
}

export function isName({ kind }: Token): boolean {
  return kind === 'name' || kind === 'quoted-name';
}
