/** Branches of `$or` of which one takes what another leaves. */

import { documentConstant, UNKNOWN } from '../constants';
import type { Member, Node } from '../language/tree';

/** What a condition takes, and what it leaves, each in one writing. */
interface Demand {
  readonly taken: string;
  readonly left: string;
}

/** `[{a: 1}, {a: {$ne: 1}}]`, `[{a: {$gt: 5}}, {a: {$not: {$gt: 5}}}]`, `[{a: 1}, {$nor: [{a: 1}]}]` */
export function oppositeBranch(branches: readonly Node[]): Node | null {
  const seen = new Set<string>();
  for (const branch of branches) {
    const demand = demandOf(branch);
    if (demand === null) continue;
    if (seen.has(demand.left)) return branch;
    seen.add(demand.taken);
  }
  return null;
}

/** That of a branch of one condition. */
function demandOf(branch: Node): Demand | null {
  const only = onlyMember(branch);
  if (only === null) return null;
  const { key, value } = only;
  if (key === '$nor') {
    const [excluded, ...others] = value.kind === 'array' ? value.elements : [];
    return excluded === undefined || others.length > 0 ? null : swapped(demandOf(excluded));
  }
  const constant = documentConstant(value);
  if (constant !== UNKNOWN) return demand(key, '=', String(constant));
  const operator = onlyMember(value);
  return operator === null ? null : demandOfOperator(key, operator);
}

function demandOfOperator(field: string, { key, value }: Member): Demand | null {
  if (key === '$not') {
    const negated = onlyMember(value);
    return negated === null ? null : swapped(demandOfOperator(field, negated));
  }
  const asked = constantsOf(value);
  if (asked === null) return null;
  switch (key) {
    case '$exists': {
      const present = demand(field, '?', '');
      return asked === 'true' || asked === '1' ? present : swapped(present);
    }
    case '$eq':
      return demand(field, '=', asked);
    case '$ne':
      return swapped(demand(field, '=', asked));
    case '$in':
    case '$gt':
    case '$lt':
      return demand(field, key, asked);
    case '$nin':
      return swapped(demand(field, '$in', asked));
    case '$lte':
      return swapped(demand(field, '$gt', asked));
    case '$gte':
      return swapped(demand(field, '$lt', asked));
    default:
      return null;
  }
}

/** One constant, or a list of them. */
function constantsOf(value: Node): string | null {
  const constants = (value.kind === 'array' ? value.elements : [value]).map(documentConstant);
  return constants.includes(UNKNOWN) ? null : constants.map(String).join('\n');
}

function demand(field: string, operator: string, value: string): Demand {
  const text = (sign: string): string => `${field}\n${sign}${value}`;
  return { taken: text(operator), left: text(`!${operator}`) };
}

const swapped = (demanded: Demand | null): Demand | null =>
  demanded === null ? null : { taken: demanded.left, left: demanded.taken };

function onlyMember(node: Node): Member | null {
  return node.kind === 'object' && node.members.length === 1 ? (node.members[0] ?? null) : null;
}
