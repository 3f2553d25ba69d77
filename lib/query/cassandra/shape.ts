import type { Source, Token } from './tokens';

const VALUE_MARK = '?';
/** Words behind which a sign belongs to the number, not to a sum. */
const BEFORE_SIGN = /^(?:[=<>!(,[{:]+|in|limit|\+|-)$/;

/**
 * The text with values removed: literals and markers are `?`, lists of them are one, names are in
 * lower case, comments are gone. Equal for statements that differ in values only.
 */
export function shapeOf({ tokens }: Source): string {
  const parts: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'end') break;
    const part = partOf(token);
    if (part === VALUE_MARK) addValue(parts);
    else parts.push(part);
  }
  while (parts[parts.length - 1] === ';') parts.pop();
  return parts.join(' ');
}

function addValue(parts: string[]): void {
  const last = parts[parts.length - 1];
  if (last === '-' && BEFORE_SIGN.test(parts[parts.length - 2] ?? '=')) parts.pop();
  const end = parts.length;
  const opening = parts[end - 3];
  const inList = opening === '(' || opening === '[' || opening === '{';
  if (inList && parts[end - 1] === ',' && parts[end - 2] === VALUE_MARK) parts.pop();
  else parts.push(VALUE_MARK);
}

function partOf({ kind, word }: Token): string {
  switch (kind) {
    case 'string':
    case 'number':
    case 'uuid':
    case 'blob':
    case 'marker':
      return VALUE_MARK;
    case 'name':
      return word === 'true' || word === 'false' || word === 'null' ? VALUE_MARK : word;
    case 'quoted-name':
      return /^[a-z_][a-z0-9_]*$/.test(word) ? word : JSON.stringify(word);
    case 'symbol':
    case 'end':
      return word;
  }
}
