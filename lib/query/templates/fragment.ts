import type { Analyser } from '../verdict';
import { shapeTokens } from './shapeTokens';
import type { TemplateBreak } from './templateBreak';

/** UTF-16 offsets into a text. */
export interface Fragment {
  readonly start: number;
  readonly end: number;
}

/** Where the tokens of a break stand in the text. */
export function fragmentOf(
  { name, from, to }: TemplateBreak,
  text: string,
  tokens: readonly string[],
  analyser: Analyser,
): Fragment {
  const start = offsetOfToken(text, from, tokens, analyser);
  const isOpenEnded = name === 'cut' || name === 'comment';
  return { start, end: isOpenEnded ? text.length : offsetOfToken(text, to, tokens, analyser) };
}

/**
 * Where a token of the shape begins in the text. The analysers do not keep the way back, so the
 * shortest start of the text that has so many tokens is looked for; only alerts need it. Tokens
 * that a shape closes by itself what is open with are not counted.
 */
function offsetOfToken(
  text: string,
  token: number,
  tokens: readonly string[],
  analyser: Analyser,
): number {
  const isCommand = tokens[0] === '{';
  const isCounted = isCommand ? isWord : isNoBracket;
  const count = (length: number): number => {
    const { shape } = analyser(text.slice(0, length), { cut: true }).understanding;
    return shapeTokens(shape).filter(isCounted).length;
  };
  const before = tokens.slice(0, token).filter(isCounted).length;
  let low = 0;
  let high = text.length + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count(middle) > before) high = middle;
    else low = middle + 1;
  }
  let start = Math.max(0, low - 1);
  // A word is only known at its last letter.
  while (start > 0 && /[\w$]\w/.test(text.slice(start - 1, start + 1))) start -= 1;
  if (isCommand && start < text.length && /['"]/.test(text.charAt(start - 1))) start -= 1;
  if (isCounted(tokens[token] ?? ')')) return start;
  while (start > 0 && /[\s()[\]{}.,:]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}

const isNoBracket = (token: string): boolean => !/^[()[\]{}]$/.test(token);
const isWord = (token: string): boolean => /^[\w$@?]/.test(token);
