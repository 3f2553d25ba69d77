import { isPlaceholder, isWord } from './shapeTokens';
import type { Insertion, OpenPlace } from './placeBreak';

/** Words that the queries of any application hold. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'select value top count distinct from where and or not in as order by limit offset asc desc ' +
    'c r root g v e id _id pk type partitionkey rowkey timestamp _ts eq ne gt ge lt le has haslabel ' +
    'find filter aggregate pipeline match query'
  ).split(' '),
);

/** True for words that say nothing of the application, and for what is no word. */
export const isCommon = (token: string): boolean =>
  !isWord(token) || COMMON_WORDS.has(token.toLowerCase());

/** Members of a MongoDB command that say what comes back, and in which order. */
const COLUMNS = /^(?:projection|\$project|fields|sort|\$sort)$/;
/** Commands that hold no conditions: documents and indexes have any members. */
const WRITES = /^(?:insert|createIndexes)$/;

const isRange = (token: string): boolean => /^(?:[<>]|[gl][te])$/i.test(token);

const isFilter = (token: string): boolean => /^has/.test(token);

/** What newly deployed code adds to a query, too: another query that begins alike is no break. */
export function mayBeNewCode(
  { name, from, to, isRepeated }: Insertion,
  { tokens: known, at }: OpenPlace,
  tokens: readonly string[],
): boolean {
  if (name === 'closing' && isWholeMember(tokens.slice(from, to), known.slice(at + 1))) return true;
  // Another predicate for all that a traversal asks for.
  if (name === 'operator') return tokens[0] === 'g' && known.filter(isFilter).length === 1;
  if (isRepeated || !/^(?:condition|step|harmfulStep)$/.test(name)) return false;
  if (tokens[0] === '{' && WRITES.test(tokens[1] ?? '')) return true;
  if (name === 'condition' && COLUMNS.test(objectAround(tokens, from))) return true;
  if (name === 'condition' && tokens[from] !== ')' && isAlone(known, at)) return false;
  const asksOnce = known.filter(isPlaceholder).length === 1;
  if ((asksOnce || known.some(isRange)) && known.every(isCommon)) return true;
  if (name === 'harmfulStep') return false;
  // A whole condition in brackets of its own, as programs add one to others.
  if (name === 'condition' && tokens[from] === ')' && tokens[from + 2] === '(') return true;
  const rest = known.slice(at + 1);
  if (name === 'step') return asksOnce && !rest.some(isWord);
  // What a change applies to is its key, which is known.
  if (/^(?:update|delete)$/i.test(known[0] ?? '')) return false;
  const isLast = !rest.some(isPlaceholder);
  return (
    isLast &&
    tokens
      .slice(from, to)
      .every((token) => !/^[<>!$(]|^(?:ne|gt|ge|lt|le|in|like|between|not)$/i.test(token))
  );
}

/** A condition in brackets of its own: programs add others in brackets of theirs. */
function isAlone(known: readonly string[], at: number): boolean {
  const open = known.lastIndexOf('(', at);
  return known[at + 1] === ')' && open !== -1 && open === at - 3;
}

/**
 * One more member of a MongoDB command, or of an object in it, behind the one that ends in the
 * literal: `}, "projection": {"name": ...` where the template goes on with `}`. Behind a break, the
 * template's own members would have come to stand in the new one.
 */
function isWholeMember(added: readonly string[], rest: readonly string[]): boolean {
  const closers = bracketsAtStart(added);
  const member = added.slice(closers + 1).find((token) => token !== '"') ?? '';
  const isMember = added[0] === '}' && added[closers] === ',' && /^\w/.test(member);
  return isMember && bracketsAtStart(rest) >= closers;
}

function bracketsAtStart(tokens: readonly string[]): number {
  const other = tokens.findIndex((token) => token !== '}');
  return other === -1 ? tokens.length : other;
}

/** The name of the object that a token stands in; empty outside of any. */
function objectAround(tokens: readonly string[], at: number): string {
  let depth = 0;
  for (let before = at - 1; before >= 0; before -= 1) {
    if (tokens[before] === '}') depth += 1;
    if (tokens[before] !== '{') continue;
    if (depth === 0) return tokens[before - 2] ?? '';
    depth -= 1;
  }
  return '';
}
