import type { Technique } from '../verdict';
import { isPlaceholder } from './shapeTokens';

/** What may come in behind a literal of a query, as far as its tokens show. */
export const INSERTIONS = {
  alternative: kind('template-deviation', 0.9, 'is widened behind a literal'),
  freed: kind('template-deviation', 0.8, 'is freed of what all of them ask for'),
  condition: kind('template-deviation', 0.8, 'has a condition added behind a literal'),
  oddCondition: kind('template-deviation', 0.8, 'has a condition added that no application writes'),
  entry: kind('template-deviation', 0.8, 'has an entry added to a map'),
  closing: kind('template-deviation', 0.85, 'is closed early and goes on'),
  step: kind('traversal-injection', 0.8, 'has steps added behind a literal'),
  harmfulStep: kind('traversal-injection', 0.85, 'goes on with other elements'),
  operator: kind('operator-abuse', 0.8, 'has an operator where a value was'),
  stage: kind('clause-injection', 0.85, 'has a stage added that gets at other data'),
  calculation: kind('clause-injection', 0.85, 'has an expression where a literal was'),
  constantOrder: kind('clause-injection', 0.85, 'is ordered by a constant'),
  columns: kind('clause-injection', 0.85, 'asks for more columns right behind a literal'),
  strangeName: kind('clause-injection', 0.8, 'names properties that no known query names'),
  option: kind('clause-injection', 0.8, 'has an option that no known query has'),
  clause: kind('clause-injection', 0.85, 'has another clause behind a literal'),
  page: kind('clause-injection', 0.75, 'asks for a page larger than anyone reads'),
  failure: kind('clause-injection', 0.85, 'goes on behind a literal and fails'),
  shortened: kind('template-deviation', 0.7, 'lacks conditions behind a literal'),
  comment: kind('comment-truncation', 0.9, 'goes on behind a literal and ends in a comment'),
  cut: kind('comment-truncation', 0.9, 'is cut off by a comment behind a literal'),
} as const;

export type InsertionName = keyof typeof INSERTIONS;

export interface InsertionKind {
  readonly technique: Technique;
  /** How sure a break of this kind is by itself, 0 to 1. */
  readonly weight: number;
  /** Goes on a sentence that begins with the known query. */
  readonly meaning: string;
}

function kind(technique: Technique, weight: number, meaning: string): InsertionKind {
  return { technique, weight, meaning };
}

/**
 * Kinds that programs bring about themselves: optional filters, lists of alternatives, longer
 * traversals. Where a container's own queries grow so, they are no break.
 */
export const GROWTH: ReadonlySet<InsertionName> = new Set<InsertionName>([
  'alternative',
  'condition',
  'entry',
  'closing',
  'step',
  'harmfulStep',
  'operator',
  'calculation',
  'columns',
  'clause',
]);

const WIDENING = new Set(['or', '||', '|']);
const CONJUNCTION = new Set(['and', '&&', '&']);
const NARROWING = new Set([...CONJUNCTION, ',']);
/** Steps of Gremlin that injections need to get at other elements than those asked for. */
const HARMFUL_STEP = /^(drop|inject|sideeffect|map|flatmap|v|e|call|program)$/;
const CLAUSE = /^(;|union|select|group|having|allow|if|using)$/;
/** Keys of MongoDB filters that let a user choose what is asked. */
const ODD_KEY = /^\$(nor|where|expr|function)$/;

/**
 * Names what stands between a literal and the rest of the query that it belongs to. Null for what
 * is no break anywhere: an order by a property.
 */
export function insertionName(added: readonly string[], hasRest: boolean): InsertionName | null {
  const words = added.map((token) => token.toLowerCase());
  const [first = '', second = ''] = words;
  if (WIDENING.has(first)) return 'alternative';
  if (NARROWING.has(first)) return conditionName(words);
  if (first === ')' || first === '}' || first === ']') return closingName(words);
  if (first === 'order' && second === 'by') return isPlaceholder(words[2]) ? 'constantOrder' : null;
  if (/^(?:offset|limit)$/.test(first)) return 'page';
  if (CLAUSE.test(first)) return 'clause';
  // `TOP 5` or a constant column that goes on, before the columns that the query has.
  if (hasRest && /^[a-z_]/.test(first) && isOpenList(words)) return 'columns';
  // Arithmetic or text put to a literal: a value that computes.
  if (hasRest ? /^[-+*/%?.]$/.test(first) : /^[-+*/%]$/.test(first)) return 'calculation';
  return null;
}

/** Applications add conditions themselves; some of them only an injection would add. */
function conditionName(words: readonly string[]): InsertionName | null {
  // One more argument, one more value of a list.
  if (words[0] === ',' && isPlaceholder(words[1])) return words[2] === ':' ? 'entry' : null;
  if (/^(?:ttl|timestamp)$/.test(words[1] ?? '') && isPlaceholder(words[2])) return 'clause';
  // The object of MongoDB filters ends, and its command goes on.
  if (isOverclosed(words)) return null;
  const isOdd = words.some((word, at) => {
    const next = words[at + 1];
    if (isPlaceholder(word)) return isComparison(next) && isPlaceholder(words[at + 2]);
    if (ODD_KEY.test(word) || word === 'select') return true;
    return CONJUNCTION.has(word) && isPlaceholder(next) && isJoint(words[at + 2]);
  });
  if (isOdd) return 'oddCondition';
  return words[1] === '$or' ? 'alternative' : 'condition';
}

/** A bracket of the query is closed early, and another one opened for what follows. */
function closingName(words: readonly string[]): InsertionName | null {
  const behind = words.findIndex((word) => !/^[)}\]]$/.test(word));
  const next = words[behind] ?? '';
  if (next === '.') return HARMFUL_STEP.test(words[behind + 1] ?? '') ? 'harmfulStep' : 'step';
  if (words[0] !== '}' && NARROWING.has(next)) return conditionName(words.slice(behind));
  return WIDENING.has(next) ? 'alternative' : 'closing';
}

/** A list of columns that the query's own go on, or its own name for a constant. */
function isOpenList(words: readonly string[]): boolean {
  return words.at(-1) === ',' || (words[0] === 'as' && isPlaceholder(words.at(-1)));
}

/** Whether more objects end than begin, at any point. */
function isOverclosed(words: readonly string[]): boolean {
  let depth = 0;
  for (const word of words) {
    if (word === '{') depth += 1;
    else if (word === '}') depth -= 1;
    if (depth < 0) return true;
  }
  return false;
}

/** What may stand behind a whole condition. */
function isJoint(token: string | undefined): boolean {
  return token === undefined || token === ')' || NARROWING.has(token) || WIDENING.has(token);
}

function isComparison(token: string | undefined): boolean {
  return token !== undefined && /^(=|<|>|!|eq|ne|gt|lt|ge|le|like)$/.test(token);
}
