import { comparisons } from './comparedProperties';

/** What a query's condition asks of properties by equality. */
export interface RequiredProperties {
  /** Properties without which the condition cannot hold. */
  readonly required: ReadonlySet<string>;
  /** Properties that an alternative frees the query of, each with the token that begins it. */
  readonly freed: ReadonlyMap<string, number>;
}

/** The condition as a whole, or a group of it in brackets. */
interface Group {
  /** What each alternative pins. */
  readonly alternatives: Set<string>[];
  /** Token that the second alternative begins with. */
  widenedAt: number;
}

/** Deeper brackets are not followed. */
const DEEPEST = 64;
const END = /^(?:order|group|limit|offset|allow|per|using|if|;)$/i;
const ALTERNATIVE = /^(?:or|\|\|)$/i;

/** Which properties the condition of a query in SQL, CQL or OData pins; null for none. */
export function requiredProperties(tokens: readonly string[]): RequiredProperties | null {
  const pinned = new Map<number, string>();
  const where = tokens.findIndex((token) => /^where$/i.test(token));
  if (where === -1 && !isFilter(tokens)) return null;
  for (const { property, side, at } of comparisons(tokens)) {
    if (side === 'equal' && at > where)
      pinned.set(at, property.slice(property.lastIndexOf('.') + 1));
  }
  const freed = new Map<string, number>();
  let group = newGroup();
  const outer: Group[] = [];
  const close = (): void => {
    const { required, optional } = shared(group);
    for (const property of optional) freed.set(property, group.widenedAt);
    group = outer.pop() ?? newGroup();
    for (const property of required) group.alternatives.at(-1)?.add(property);
  };
  for (let at = where + 1; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const property = pinned.get(at);
    if (outer.length === 0 && END.test(token)) break;
    if (outer.length > DEEPEST) return null;
    if (token === '(') {
      outer.push(group);
      group = newGroup();
    } else if (token === ')' && outer.length > 0) close();
    else if (ALTERNATIVE.test(token)) {
      if (group.alternatives.length === 1) group.widenedAt = at;
      group.alternatives.push(new Set());
    } else if (property !== undefined) group.alternatives.at(-1)?.add(property);
  }
  while (outer.length > 0) close();
  const { required, optional } = shared(group);
  for (const property of optional) freed.set(property, group.widenedAt);
  for (const property of required) freed.delete(property);
  return { required, freed };
}

/** Filters of Table have no words around them. */
function isFilter([first = '']: readonly string[]): boolean {
  return !/^(?:select|insert|delete|update|begin|g|\{)$/i.test(first);
}

/** What all alternatives pin, and what only some of them do. */
function shared({ alternatives }: Group): { required: Set<string>; optional: Set<string> } {
  const optional = new Set(alternatives.flatMap((pins) => [...pins]));
  const required = new Set(
    [...optional].filter((property) => alternatives.every((pins) => pins.has(property))),
  );
  for (const property of required) optional.delete(property);
  return { required, optional };
}

function newGroup(): Group {
  return { alternatives: [new Set()], widenedAt: 0 };
}
