/** Symbols and words that join expressions and steps. */

import type { Token } from './tokens';

const OPERATORS: ReadonlySet<string> = new Set(
  '+ - * / % ** ^ & | ~ == != < > <= >= && || = += -= *= %= .. ..< ? : ?: -> << >> =~ ==~ <=>'.split(
    ' ',
  ),
);
const WORD_OPERATORS: ReadonlySet<string> = new Set(['as', 'instanceof', 'in']);
const ACCESS: ReadonlySet<string> = new Set(['.', '?.', '*.', '-.']);

export function isOperator({ kind, word, newLine }: Token): boolean {
  if (kind === 'symbol') return OPERATORS.has(word) && !(newLine && word === '-');
  return kind === 'name' && !newLine && WORD_OPERATORS.has(word);
}

/** What stands in front of the name of a step. */
export function isAccess({ kind, word }: Token): boolean {
  return kind === 'symbol' && (word === '.' || ACCESS.has(word));
}
