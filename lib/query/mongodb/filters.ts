/** Takes filters and pipelines apart into the pieces that signs are looked for in. */

import { isExtendedValue } from './constants';
import type { Member, Node, ObjectNode } from './language/tree';
import type { Operation, Script } from './operation';

/** One field and what is asked of it. */
export interface Condition {
  readonly field: string;
  readonly member: Member;
  /** The operators, or null where the field is compared with a value for equality. */
  readonly operators: readonly Member[] | null;
}

/** The pieces of one operation. */
export interface FilterParts {
  readonly conditions: Condition[];
  /** True where a filter is more than comparisons with one value each. */
  operators: boolean;
  /** Where in `conditions` each filter begins and ends: `q` of each update, `$match`, ... */
  readonly filters: { readonly start: number; readonly end: number }[];
  /** Values of `$or`. */
  readonly alternatives: Member[];
  /** Values of `$expr`. */
  readonly expressions: Member[];
  readonly scripts: Script[];
  /** Every document in a filter, for keys that are written twice. */
  readonly documents: ObjectNode[];
  /** `$lookup`, `$unionWith` and `$graphLookup` stages. */
  readonly joins: Member[];
}

const GROUPS = new Set(['$and', '$or', '$nor']);
const SCRIPT_HOLDERS = new Set(['$function', '$accumulator']);
const SCRIPT_PARTS = new Set(['body', 'init', 'accumulate', 'merge', 'finalize']);

/** Walks everything in an operation that decides what is found. */
export function partsOf(operation: Operation): FilterParts {
  const parts: FilterParts = {
    conditions: [],
    operators: false,
    filters: [],
    alternatives: [],
    expressions: [],
    scripts: [...operation.scripts],
    documents: [],
    joins: [],
  };
  for (const filter of operation.filters) takeWhole(filter, parts);
  for (const stage of operation.stages) takeStage(stage, parts);
  for (const output of operation.outputs) takeScripts(output, parts);
  return parts;
}

function takeWhole(filter: ObjectNode, parts: FilterParts): void {
  const start = parts.conditions.length;
  takeFilter(filter, parts);
  parts.filters.push({ start, end: parts.conditions.length });
}

function takeFilter(filter: ObjectNode, parts: FilterParts): void {
  parts.documents.push(filter);
  for (const member of filter.members) {
    const { key, value } = member;
    if (!isOperator(key)) {
      takeField(member, parts);
      continue;
    }
    parts.operators = true;
    if (GROUPS.has(key)) {
      if (key === '$or') parts.alternatives.push(member);
      takeAll(value, parts);
    } else if (key === '$where') {
      parts.scripts.push({ role: 'predicate', node: value });
    } else if (key === '$expr') {
      parts.expressions.push(member);
      takeScripts(value, parts);
    }
  }
}

function isOperator(key: string): boolean {
  return key.charCodeAt(0) === 36;
}

function takeAll(node: Node, parts: FilterParts): void {
  if (node.kind !== 'array') return;
  for (const element of node.elements) {
    if (element.kind === 'object') takeFilter(element, parts);
  }
}

function takeField(member: Member, parts: FilterParts): void {
  const { key: field, value } = member;
  const isOperators =
    value.kind === 'object' && isOperator(value.members[0]?.key ?? '') && !isExtendedValue(value);
  const operators = isOperators ? value.members : null;
  parts.conditions.push({ field, member, operators });
  if (value.kind === 'regex' || value.kind === 'object' || value.kind === 'array') {
    parts.operators = true;
  }
  if (!isOperators) return;
  parts.documents.push(value);
  for (const { key, value: operand } of value.members) {
    if (key === '$where') parts.scripts.push({ role: 'predicate', node: operand });
    if (key === '$elemMatch' && operand.kind === 'object') takeFilter(operand, parts);
  }
}

function takeStage(stage: Node, parts: FilterParts): void {
  if (stage.kind !== 'object') return;
  for (const member of stage.members) {
    const { key, value } = member;
    if (key === '$match') {
      if (value.kind === 'object') takeWhole(value, parts);
    } else if (key === '$lookup' || key === '$unionWith' || key === '$graphLookup') {
      parts.joins.push(member);
      takeJoin(value, parts);
    } else if (key === '$facet') {
      if (value.kind === 'object') value.members.forEach((facet) => takeStages(facet.value, parts));
    } else {
      takeScripts(value, parts);
    }
  }
}

function takeJoin(join: Node, parts: FilterParts): void {
  if (join.kind !== 'object') return;
  for (const { key, value } of join.members) {
    if (key === 'pipeline') takeStages(value, parts);
    else if (key === 'restrictSearchWithMatch' && value.kind === 'object') takeFilter(value, parts);
  }
}

function takeStages(node: Node, parts: FilterParts): void {
  if (node.kind === 'array') node.elements.forEach((stage) => takeStage(stage, parts));
}

function takeScripts(node: Node, parts: FilterParts): void {
  if (node.kind === 'array') {
    node.elements.forEach((element) => takeScripts(element, parts));
  } else if (node.kind === 'object') {
    for (const { key, value } of node.members) {
      if (SCRIPT_HOLDERS.has(key) && value.kind === 'object') takeScriptParts(value, parts);
      else takeScripts(value, parts);
    }
  }
}

function takeScriptParts(holder: ObjectNode, parts: FilterParts): void {
  for (const { key, value } of holder.members) {
    if (SCRIPT_PARTS.has(key)) parts.scripts.push({ role: 'function', node: value });
  }
}
