import * as T from './tokenKinds';
import { tokenize } from './tokenizer';
import { Tokens } from './tokens';
import { WORDS } from './words';

const VALUE_MARK = '?';

/** Used again for each text: a list of its own would cost more than reading the text. */
const tokens = new Tokens();

/**
 * The text with values removed: literals and parameters are `?`, lists of them are one, keywords
 * and functions are upper-case, comments are gone. Equal for statements that differ in values only.
 */
export function shapeOf(text: string): string {
  tokenize(text, tokens);
  const parts: string[] = [];
  for (let token = 0; token < tokens.count - 1; token += 1) {
    if (isQuotedMember(tokens, token)) {
      // `c["a"]` is `c.a`.
      parts.push('.', tokens.textOf(token + 1).slice(1, -1));
      token += 2;
      continue;
    }
    const part = partOf(tokens, token);
    if (part === VALUE_MARK) addValue(parts);
    else parts.push(part);
  }
  return parts.join(' ');
}

function addValue(parts: string[]): void {
  // A sign before a number belongs to the number.
  const last = parts.length - 1;
  if (parts[last] === '-' && isPrefix(parts[last - 1])) parts.pop();
  const end = parts.length;
  if (parts[end - 1] === ',' && parts[end - 2] === VALUE_MARK && isBracketed(parts, end - 2)) {
    parts.pop();
    return;
  }
  parts.push(VALUE_MARK);
}

/** `( ?` and `[ ?`: the value begins a list. */
const isBracketed = (parts: readonly string[], value: number): boolean =>
  parts[value - 1] === '(' || parts[value - 1] === '[';

const isPrefix = (part: string | undefined): boolean =>
  part === undefined ||
  /^([=<>!+\-*/%|&^,([{:?]+|AND|OR|IN|BETWEEN|LIKE|NOT|VALUE|SELECT)$/.test(part);

function partOf(tokens: Tokens, token: number): string {
  const kind = tokens.kind(token);
  if (T.isLiteral(kind) || kind === T.PARAMETER) return VALUE_MARK;
  const word = WORDS[tokens.word(token)];
  if (T.isKeyword(kind) || word?.builtin === true) return tokens.textOf(token).toUpperCase();
  return kind === T.NOT_EQUAL ? '!=' : tokens.textOf(token);
}

/** `["name"]` behind a path. */
function isQuotedMember(tokens: Tokens, token: number): boolean {
  const before = tokens.kind(token - 1);
  return (
    tokens.kind(token) === T.OPEN_BRACKET &&
    tokens.kind(token + 1) === T.STRING &&
    tokens.kind(token + 2) === T.CLOSE_BRACKET &&
    (before === T.NAME ||
      before === T.CLOSE_BRACKET ||
      before === T.CLOSE_PAREN ||
      before === T.PARAMETER ||
      (T.isKeyword(before) && tokens.kind(token - 2) === T.DOT))
  );
}
