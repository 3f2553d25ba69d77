/**
 * Signs that nothing in a filter tells documents apart: each condition is one that nearly every
 * document with the field meets. Programs write such a condition beside one that selects, on
 * states and dates, or to list; they do not look up one account or one record with it.
 */

import type { Sign } from '../../verdict';
import type { Demand } from '../demands';
import { demandsOf, MEANINGS } from '../demands';
import type { Condition } from '../filters';
import { isIdentity, isReference, isState, secrecyOf } from '../names';
import { signAt } from './sign';

/** Weights: in a list, and where exactly one document is wanted. */
type Weights = readonly [list: number, single: number];

const ON_REFERENCE: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.5, 0.75],
  'any-pattern': [0.35, 0.6],
  'empty-pattern': [0, 0.5],
  'not-empty': [0.3, 0.55],
  'not-value': [0.3, 0.55],
  'not-null': [0.15, 0.4],
  'none-of': [0.1, 0.3],
  'none-of-nothing': [0.15, 0.3],
  exists: [0.1, 0.2],
  negated: [0.2, 0.4],
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
  negated: [0.05, 0.1],
};
/** Beside a condition that selects. */
const BESIDE_SELECTION: Partial<Record<Demand, Weights>> = {
  'above-empty': [0.3, 0.5],
  'any-pattern': [0.1, 0.3],
};
/** No document is without `_id`: no program asks for one that has it. Pages and exports begin so. */
const ID_PRESENT = 0.6;

/** Signs in the conditions of one filter. */
export function openFilterSigns(conditions: readonly Condition[], single: boolean): Sign[] {
  if (!conditions.some(isLoose)) return [];
  const selects = conditions.some((condition) => !isNeutral(condition) && !isLoose(condition));
  const signs: Sign[] = [];
  for (const condition of conditions) {
    const { field, member: whole } = condition;
    if (secrecyOf(field) !== 'none' || asksPresence(condition)) continue;
    if (selects && field === '_id') continue;
    for (const { demand, member } of demandsOf(condition)) {
      const weight = selects
        ? (BESIDE_SELECTION[demand]?.[single ? 1 : 0] ?? 0)
        : alone(field, demand, single);
      if (weight === 0) continue;
      const meaning = `${MEANINGS[demand]} in place of a value`;
      const span = { start: whole.start, end: member.end };
      signs.push(signAt(span, 'operator-abuse', weight, meaning));
    }
  }
  return signs;
}

function alone(field: string, demand: Demand, single: boolean): number {
  if (isState(field) && demand !== 'above-empty' && demand !== 'any-pattern') return 0;
  if (field === '_id') {
    if (demand === 'not-null' && single) return ID_PRESENT;
    if (!single) return 0;
  }
  const weights = isIdentity(field) || isReference(field) ? ON_REFERENCE : ON_ORDINARY;
  return weights[demand]?.[single ? 1 : 0] ?? 0;
}

/** `{$exists: true, $ne: ''}`: how programs ask for documents that have a value. */
function asksPresence({ operators }: Condition): boolean {
  return operators?.some(({ key }) => key === '$exists') === true && operators.length > 1;
}

function isLoose(condition: Condition): boolean {
  return demandsOf(condition).some(({ demand }) => ON_ORDINARY[demand] !== undefined);
}

/** Says something of a state, and nothing of which document is meant. */
function isNeutral({ field, operators, member }: Condition): boolean {
  if (operators !== null) {
    return isState(field) && !operators.some(({ key }) => key === '$in' || key === '$eq');
  }
  return member.value.kind === 'constant';
}
