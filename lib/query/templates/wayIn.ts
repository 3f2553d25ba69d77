import type { Fragment } from './fragment';
import { isPlaceholder } from './shapeTokens';
import type { TemplateBreak } from './templateBreak';

const PARAMETER = /(?:@\w+|\?|[\s=<>(]:\w+|%s|%\(\w+\)s?)$/;
const PARAMETER_VALUE = /[=<>(,]\s*(?:@\w|\?|:\w)|\b(?:eq|ne|gt|ge|lt|le)\s+@\w/;

/** Items that a page may have. */
const LARGEST_PAGE = 200;

/** Whether the tokens of a break may come in through a literal that a user fills. */
export function couldComeIn(
  { name, from, to }: TemplateBreak,
  tokens: readonly string[],
  text: string,
  { start, end }: Fragment,
): boolean {
  const before = text.slice(0, start).replace(/[\s,;)]+$/, '');
  // Nothing comes in through a parameter, and no parameter comes in.
  if (PARAMETER.test(before)) return false;
  const added = text.slice(start, end);
  if (PARAMETER_VALUE.test(added)) return false;
  if (name === 'page') return Number(/\blimit\s+(\d+)/i.exec(added)?.[1] ?? 0) > LARGEST_PAGE;
  const closing = /['"]$/.exec(before)?.[0];
  if (name === 'alternative' && closing !== undefined && endsInGroup(tokens.slice(from, to)))
    return false;
  if (name !== 'condition' && name !== 'step' && name !== 'closing') return true;
  // What makes up a document brings whole members into it, and a change has a key to go on with.
  if (/^(?:\{|update|delete)$/i.test(tokens[0] ?? '')) return true;
  if (/\b(?:true|false|null)$/i.test(before)) return false;
  // What breaks a text in quotes open leaves the closing quote over, and must take it up.
  if (closing === undefined) return name !== 'closing';
  // Programs write new conditions behind those that they have, not among them.
  if (name === 'condition' && isAmongOthers(tokens, to)) return true;
  return isTextEnd(tokens[to - 1]) && added.replace(/[^\w'"]+$/, '').endsWith(closing);
}

/** Whether more conditions of a statement follow; filters of Table are put together in any order. */
function isAmongOthers(tokens: readonly string[], to: number): boolean {
  return /^select$/i.test(tokens[0] ?? '') && tokens.slice(to).some((word) => /^and$/i.test(word));
}

/** `... or (a and b)`: brackets of a program's own around what comes last. */
function endsInGroup(added: readonly string[]): boolean {
  if (added.at(-1) !== ')') return false;
  const open = added.lastIndexOf('(');
  return /^(?:and|or)$/i.test(added[open - 1] ?? '');
}

const isTextEnd = (token: string | undefined): boolean => isPlaceholder(token) || token === '"';
