import { comparisons } from './comparedProperties';
import { isCommon } from './newCode';
import type { TemplateIndex } from './templateIndex';

/** The end of a known query behind one of its literals, and what a text has in its place. */
export interface Tail {
  readonly known: readonly string[];
  /** Index of the literal's placeholder. */
  readonly at: number;
  /** What the known query goes on with; brackets that end what the literal stands in apart. */
  readonly rest: readonly string[];
  /** What the text goes on with. */
  readonly added: readonly string[];
}

/** Clauses that say how a statement is run, which injections need and few applications use. */
const RARE_CLAUSE = /^(?:using|if|allow|per|group)$/i;
const CLAUSE = /^(?:order|group|limit|offset|allow|per)$/i;

export const isConjunction = (token = ''): boolean => /^(?:and|&&)$/i.test(token);
export const isClause = (token = ''): boolean => CLAUSE.test(token);
const isFiltering = (token: string): boolean => /^allow$/i.test(token);

/** A clause that the container never has. */
export function hasRareClause(index: TemplateIndex, { added }: Tail): boolean {
  const rare = added.findLastIndex((token) => RARE_CLAUSE.test(token));
  return rare !== -1 && !index.isFamiliar(added.slice(rare, rare + 2));
}

/** All conditions, in an order by what no query of the container names: it tells what it is. */
export function isStrangeOrder(index: TemplateIndex, { known, rest, added }: Tail): boolean {
  const isWhole = rest.length === 0 || isClause(rest[0]);
  if (!isWhole || !/^order$/i.test(added[0] ?? '')) return false;
  // Programs order what they show, and show it page by page.
  if (added.slice(1).some(isClause) && !listsColumns(known)) return false;
  return added.slice(2).some((token) => !isCommon(token) && !index.names(token));
}

/** Gremlin: what cuts off or picks from what was found is gone, which no traversal goes without. */
export function isCutTraversal(index: TemplateIndex, { known, rest, added }: Tail): boolean {
  if (known[0] !== 'g' || added.length > 0 || rest[0] !== '.') return false;
  return index.habits.readsAlways && rest.some((token) => /^(?:limit|range|has)$/.test(token));
}

/** CQL: filtering where the known query asks for as much without. */
export function isIdleFiltering({ known, added }: Tail): boolean {
  return isClause(added[0]) && added.some(isFiltering) && !known.some(isFiltering);
}

/** Conditions that compare by order only, one of them as the container never does. */
export function areStrangeRanges(index: TemplateIndex, { added }: Tail): boolean {
  if (!isConjunction(added[0])) return false;
  // Whoever cuts a query off does not order what comes back, as programs do.
  if (added.some((token) => isClause(token) && !isFiltering(token))) return false;
  const compared = [...comparisons(added)];
  return (
    compared.length === added.filter(isConjunction).length &&
    compared.every(({ side }) => side !== 'equal') &&
    compared.some(({ at }) => !index.isFamiliar(added.slice(at - 1, at + 1)))
  );
}

/** Whether a query says what is to come back: `SELECT *` and `SELECT VALUE c` do not. */
function listsColumns(known: readonly string[]): boolean {
  const from = known.findIndex((token) => /^from$/i.test(token));
  return known[from - 1] !== '*' && !/^value$/i.test(known[from - 2] ?? '');
}
