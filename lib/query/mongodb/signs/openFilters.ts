/**
 * Signs that nothing in a filter tells documents apart: each condition is one that nearly every
 * document with the field meets. Programs write such a condition beside one that selects, on
 * states and dates, or to list; they do not look up one account or one record with it.
 */

import type { Sign } from '../../verdict';
import { isExtendedValue } from '../constants';
import type { Demand } from '../demandKinds';
import { MEANINGS } from '../demandKinds';
import { demandsOf, isPresence } from '../demands';
import type { Condition } from '../filters';
import type { Node } from '../language/tree';
import { isGroup, isIdentity, isReference, isState, secrecyOf } from '../names';
import type { Operation } from '../operation';
import { signAt } from './sign';

/** Weights: in a list, and where exactly one document is wanted. */
type Weights = readonly [list: number, single: number];

const ON_REFERENCE: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.5, 0.75],
  'any-pattern': [0.35, 0.6],
  'empty-pattern': [0, 0.5],
  'not-empty': [0.3, 0.6],
  'not-value': [0.3, 0.6],
  'not-null': [0.15, 0.55],
  'none-of': [0.1, 0.5],
  'none-of-nothing': [0.15, 0.5],
  exists: [0.1, 0.5],
  typed: [0.1, 0.5],
  'above-container': [0.1, 0.5],
  negated: [0.2, 0.5],
  'not-flag': [0, 0.5],
  'above-zero': [0, 0.5],
};
/** A program that serves many groups asks for one of them in each filter. */
const ON_GROUP: Partial<Record<Demand, Weights>> = {
  ...ON_REFERENCE,
  'not-empty': [0.5, 0.6],
  'not-value': [0.5, 0.6],
  'none-of': [0.4, 0.5],
};
const ON_ORDINARY: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.5, 0.6],
  'any-pattern': [0.3, 0.5],
  'empty-pattern': [0, 0.1],
  'not-empty': [0.1, 0.3],
  'not-value': [0.05, 0.2],
  'not-null': [0.05, 0.2],
  'none-of': [0, 0.1],
  'none-of-nothing': [0.1, 0.2],
  exists: [0.05, 0.1],
  typed: [0.05, 0.1],
  'above-container': [0.05, 0.1],
  negated: [0.05, 0.1],
};
/** Beside a condition that selects. */
const BESIDE_SELECTION: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.3, 0.5],
  'any-pattern': [0.1, 0.3],
};
/** The same where a document is changed: no search form is behind it that was left empty. */
const BESIDE_SELECTION_IN_WRITES: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.3, 0.5],
  'any-pattern': [0.3, 0.5],
  'empty-pattern': [0.3, 0.5],
};
/** Where documents are changed these are no search. */
const UNUSUAL_IN_WRITES = new Set<Demand>([
  ...(['any-pattern', 'empty-pattern', 'above-empty', 'not-flag'] as const),
]);
const WRITES = /^(?:update|delete|remove|findAndModify|findOneAnd)/i;
const EXCLUDES = new Set<Demand>(['not-value', 'none-of']);
/** What programs make ids of: hexadecimal digits, or 16 and more letters with digits. */
const GENERATED = /^(?:[0-9a-f]{8}-[0-9a-f-]{12,}|(?=\D*\d)[\w-]{16,})$/i;
/** No document is without `_id`: no program asks for one that has it. Pages and exports begin so. */
const ID_PRESENT = 0.6;

/** Signs in the conditions of one filter of an operation. */
export function openFilterSigns(
  conditions: readonly Condition[],
  operation: Pick<Operation, 'name' | 'single' | 'sortedBy'>,
): Sign[] {
  const { single, sortedBy } = operation;
  if (!conditions.some(isLoose)) return [];
  if (!single && listsContacts(conditions)) return [];
  const selects = conditions.some((condition) => !isNeutral(condition) && !isLoose(condition));
  const besideSelection = WRITES.test(operation.name)
    ? BESIDE_SELECTION_IN_WRITES
    : BESIDE_SELECTION;
  const signs: Sign[] = [];
  for (const condition of conditions) {
    const { field, member: whole } = condition;
    const asked = demandsOf(condition);
    if (asked.length === 0 || (selects && field === '_id')) continue;
    if (asksPresence(condition) || secrecyOf(field) !== 'none') continue;
    for (const { demand, member } of asked) {
      // The first page of a list in the order of this field, or the last value of it.
      if (field === sortedBy?.key && (!single || isPresence(demand))) continue;
      // Exports read a list in parts, from MinKey on.
      if (!single && isExtendedValue(member.value)) continue;
      if (EXCLUDES.has(demand) && namesGenerated(member.value)) continue;
      const one = oneIsMeant(demand, operation);
      const weight = selects
        ? (besideSelection[demand]?.[one ? 1 : 0] ?? 0)
        : alone(field, demand, one);
      if (weight === 0) continue;
      const meaning = `${MEANINGS[demand]} in place of a value`;
      const span = { start: whole.start, end: member.end };
      signs.push(signAt(span, 'operator-abuse', weight, meaning));
    }
  }
  return single ? signs : strongestOf(signs);
}

/** Whoever cleans up deletes all that has a field, but asks for it in no other way. */
function oneIsMeant(demand: Demand, { name, single }: Pick<Operation, 'name' | 'single'>): boolean {
  if (single) return name !== 'delete' || !(demand === 'exists' || demand === 'typed');
  return UNUSUAL_IN_WRITES.has(demand) && WRITES.test(name);
}

/** `"65f0c0ffee..."`, or a list of such: another document than the one at hand. */
function namesGenerated(value: Node): boolean {
  if (value.kind === 'array') return value.elements.every(namesGenerated);
  return value.kind === 'string' && GENERATED.test(value.value);
}

/** A search form asks the same of many fields, so that several signs of a list say no more than one. */
function strongestOf(signs: readonly Sign[]): Sign[] {
  const [first, ...others] = signs;
  if (first === undefined) return [];
  return [others.reduce((found, sign) => (sign.weight > found.weight ? sign : found), first)];
}

function alone(field: string, demand: Demand, single: boolean): number {
  if (isState(field) && demand !== 'above-empty' && demand !== 'any-pattern') return 0;
  if (field === '_id') {
    if (demand === 'above-zero') return 0;
    if (demand === 'not-null' && single) return ID_PRESENT;
    if (!single) return 0;
  }
  return weightsFor(field)[demand]?.[single ? 1 : 0] ?? 0;
}

function weightsFor(field: string): Partial<Record<Demand, Weights>> {
  if (isReference(field)) return isGroup(field) ? ON_GROUP : ON_REFERENCE;
  // A `name` may be that of anything.
  return isIdentity(field) && !/(?:^|\.)name$/.test(field) ? ON_REFERENCE : ON_ORDINARY;
}

/** `{$exists: true, $ne: ''}`: how programs ask for documents that have a value. */
function asksPresence({ operators }: Condition): boolean {
  return operators?.some(({ key }) => key === '$exists') === true && operators.length > 1;
}

/** Ways to reach a person; a list of those who left several is no search for one account. */
const CONTACT = /(?:^|[._])(?:e?mail|phone|mobile|cell|fax|website)(?:_?(?:address|number|no))?$/i;

/** `{email: {$ne: null}, phone: {$gt: ''}}`: who left the one and the other; states may stand beside. */
function listsContacts(conditions: readonly Condition[]): boolean {
  const contacts = conditions.filter((condition) => CONTACT.test(condition.field));
  const others = conditions.filter((condition) => !CONTACT.test(condition.field));
  const asked = contacts.flatMap(demandsOf).map(({ demand }) => demand);
  return (
    others.every(isNeutral) &&
    asked.length > 1 &&
    asked.some(isPresence) &&
    asked.every((demand) => isPresence(demand) || demand === 'above-empty')
  );
}

function isLoose(condition: Condition): boolean {
  return demandsOf(condition).some(({ demand }) => ON_REFERENCE[demand] !== undefined);
}

/** Says something of a state, and nothing of which document is meant. */
function isNeutral({ field, operators, member }: Condition): boolean {
  if (operators !== null) {
    return isState(field) && !operators.some(({ key }) => key === '$in' || key === '$eq');
  }
  return member.value.kind === 'constant';
}
