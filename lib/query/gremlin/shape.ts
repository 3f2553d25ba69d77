import { sourceOf, type Source, type Token } from './tokens';

const VALUE_MARK = '?';
/** Steps whose texts are names of labels and keys, not values. */
const NAMES: ReadonlySet<string> = new Set([
  'hasLabel',
  'hasNot',
  'hasKey',
  'addV',
  'addE',
  'out',
  'in',
  'both',
  'outE',
  'inE',
  'bothE',
  'values',
  'valueMap',
  'elementMap',
  'properties',
  'by',
  'as',
  'select',
  'project',
  'group',
  'groupCount',
  'aggregate',
  'store',
  'cap',
  'to',
  'from',
  'tree',
  'subgraph',
  'key',
]);
/** Steps whose last text is a value, and those before it are names. */
const NAMES_FIRST: ReadonlySet<string> = new Set(['has', 'property']);

/**
 * The text with values removed: values are `?`, lists of them are one, comments are gone. Equal
 * for texts that differ in values only; labels and keys stay, as they belong to the program.
 */
export function shapeOf(source: Source): string {
  const { tokens } = source.head ? sourceOf(source.text) : source;
  const parts: string[] = [];
  const steps: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'end') break;
    if (token.kind === 'symbol') {
      if (token.word === '(') steps.push(tokens[index - 1]?.word ?? '');
      else if (token.word === '[' || token.word === '{') steps.push(token.word);
      else if (/^[)\]}]$/.test(token.word)) steps.pop();
      parts.push(token.word);
    } else if (token.kind === 'name' && !/^(?:true|false|null)$/.test(token.word)) {
      parts.push(token.word);
    } else if (isName(token, tokens[index - 1], tokens[index + 1], steps.at(-1) ?? '')) {
      parts.push(JSON.stringify(token.word));
    } else addValue(parts, steps.at(-1) ?? '');
  }
  while (parts[parts.length - 1] === ';') parts.pop();
  return parts.join(' ');
}

function isName(
  token: Token,
  before: Token | undefined,
  next: Token | undefined,
  step: string,
): boolean {
  if (token.kind !== 'string') return false;
  if (NAMES.has(step)) return true;
  if (!NAMES_FIRST.has(step)) return false;
  return next?.word === ',' || before?.word === '(';
}

function addValue(parts: string[], step: string): void {
  if (parts[parts.length - 1] === '-' && /^[(,[]$/.test(parts[parts.length - 2] ?? '')) parts.pop();
  const isList = step === '[' || step === 'within' || step === 'without' || step === 'V';
  const end = parts.length;
  const isNext = isList && parts[end - 1] === ',' && parts[end - 2]?.startsWith(VALUE_MARK);
  if (!isNext) parts.push(VALUE_MARK);
  else {
    parts.pop();
    // One vertex or several: where one was asked for, more are no habit.
    if (step === 'V') parts[end - 2] = `${VALUE_MARK}+`;
  }
}
