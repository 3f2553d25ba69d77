import type { Tokens } from './tokens';

/** The value of a string literal, quotes removed and escapes resolved. */
export function stringOf(tokens: Tokens, token: number): string {
  const { text } = tokens;
  const start = tokens.start(token) + 1;
  const end = tokens.end(token);
  const quote = text.charCodeAt(start - 1);
  const closed = end > start && text.charCodeAt(end - 1) === quote;
  const body = text.slice(start, closed ? end - 1 : end);
  return body.includes('\\') ? unescaped(body) : body;
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function unescaped(body: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = body.indexOf('\\'); at >= 0; at = body.indexOf('\\', from)) {
    parts.push(body.slice(from, at));
    const letter = body.charAt(at + 1);
    const code = body.slice(at + 2, at + 6);
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(code)) {
      parts.push(String.fromCharCode(Number.parseInt(code, 16)));
      from = at + 6;
    } else {
      parts.push(SIMPLE_ESCAPES[letter] ?? letter);
      from = at + 2;
    }
  }
  parts.push(body.slice(from));
  return parts.join('');
}

/** The value of a number literal; hexadecimal too. */
export const numberOf = (tokens: Tokens, token: number): number => Number(tokens.textOf(token));

/** The name in `.name` or `["name"]`. */
export function memberName(tokens: Tokens, token: number): string {
  const first = tokens.text.charCodeAt(tokens.start(token));
  return first === 0x22 || first === 0x27 ? stringOf(tokens, token) : tokens.textOf(token);
}
