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

/** What newly deployed code adds to a query, too: another query that begins alike is no break. */
export function mayBeNewCode(
  { name, from, to, isRepeated }: Insertion,
  { tokens: known, at }: OpenPlace,
  tokens: readonly string[],
): boolean {
  if (isRepeated || !/^(?:condition|step|harmfulStep)$/.test(name)) return false;
  const asksOnce = known.filter(isPlaceholder).length === 1;
  if (asksOnce && known.every(isCommon)) return true;
  if (name === 'harmfulStep') return false;
  // A whole condition in brackets of its own, as programs add one to others.
  if (name === 'condition' && tokens[from] === ')' && tokens[from + 2] === '(') return true;
  const rest = known.slice(at + 1);
  if (name === 'step') return asksOnce && !rest.some(isWord);
  const isLast = !rest.some(isPlaceholder);
  return (
    isLast &&
    tokens
      .slice(from, to)
      .every((token) => !/^[<>!$(]|^(?:ne|gt|ge|lt|le|in|like|between|not)$/i.test(token))
  );
}
