/** Signs in `$expr`: expressions that ask nothing of a document, or spell out a secret. */

import type { Sign } from '../../verdict';
import { memberOf } from '../constants';
import { comparesConstants, expressionTruth } from '../expressions';
import type { Member, Node } from '../language/tree';
import { secrecyOf } from '../names';
import { signAt } from './sign';

const ALWAYS_TRUE = 0.85;
const BARE_TRUE = 0.6;
const LEFT_OUT = 0.3;
const CONSTANTS_COMPARED = 0.6;
const NO_FIELD = 0.6;
const SECRET_PROBED = 0.8;
const TRUE_WHERE_MISSING = 0.55;
const GIVEN_NOTHING = 0.6;
/** They take a text apart or measure it. */
const PROBES =
  /^\$(?:substr|strLen|regex|indexOf|split|toLower|toUpper|type|strcasecmp|concat|replace|convert|to(?:Int|Long|Double|Decimal|Bool)$)/;
const ORDERS = /^\$(?:gte?|lte?|cmp)$/;
/** They differ from call to call, and are used to take a sample. */
const RANDOM = new Set(['$rand', '$sampleRate', '$function']);

/** The document itself, which is never missing. */
const WHOLE = new Set(['$$ROOT', '$$CURRENT', '$$NOW']);

/** Signs in the value of one `$expr`. */
export function filterExpressionSigns(member: Member): Sign[] {
  const { value } = member;
  if (expressionTruth(value) === true) {
    if (isOptionalFilter(value)) {
      const meaning = 'an optional condition that was left out';
      return [signAt(member, 'tautology', LEFT_OUT, meaning)];
    }
    const weight = value.kind === 'object' ? ALWAYS_TRUE : BARE_TRUE;
    return [signAt(member, 'tautology', weight, 'an expression that is always true')];
  }
  if (comparesConstants(value)) {
    const meaning = 'two constants are compared';
    return [signAt(member, 'boolean-blind', CONSTANTS_COMPARED, meaning)];
  }
  if (isTrueWhereMissing(value)) {
    const meaning = 'an expression that is true where a field is missing';
    return [signAt(member, 'tautology', TRUE_WHERE_MISSING, meaning)];
  }
  if (isGivenNothing(value)) {
    const meaning = 'a function that is given nothing of the document';
    return [signAt(member, 'script-injection', GIVEN_NOTHING, meaning)];
  }
  const probe = secretProbe(value, false);
  if (probe !== null) {
    return [signAt(probe, 'boolean-blind', SECRET_PROBED, 'a secret is read bit by bit')];
  }
  if (value.kind !== 'object' || asksDocument(value)) return [];
  return [signAt(member, 'tautology', NO_FIELD, 'an expression that asks nothing of a document')];
}

/**
 * `{$or: [{$eq: [null, null]}, {$eq: ['$a', 'x']}]}`: a mapper asks whether the value was given
 * before it compares. What is added by a stranger comes behind the comparison.
 */
function isOptionalFilter(node: Node): boolean {
  const branches =
    node.kind === 'object' && node.members.length === 1 ? memberOf(node, '$or') : null;
  if (branches?.kind !== 'array' || branches.elements.length !== 2) return false;
  const [given, compared] = branches.elements.map((branch) => memberOf(branch, '$eq'));
  if (given?.kind !== 'array' || compared?.kind !== 'array') return false;
  const [field, value] = compared.elements;
  return (
    given.elements.length === 2 &&
    given.elements.every((side) => side.kind === 'constant' && side.value === null) &&
    field?.kind === 'string' &&
    field.value.startsWith('$') &&
    secrecyOf(field.value.slice(1)) === 'none' &&
    value !== undefined &&
    !asksDocument(value)
  );
}

/** `{$ifNull: ['$a', true]}` */
function isTrueWhereMissing(node: Node): boolean {
  const values = memberOf(node, '$ifNull');
  if (values?.kind !== 'array') return false;
  const last = values.elements[values.elements.length - 1];
  return last !== undefined && expressionTruth(last) === true;
}

/** `{$function: {body: ..., args: []}}` */
function isGivenNothing(node: Node): boolean {
  const definition = memberOf(node, '$function');
  const args = definition === undefined ? undefined : memberOf(definition, 'args');
  return args?.kind === 'array' && args.elements.length === 0;
}

/** True where an expression names a field, a variable of a stage around it, or chance. */
function asksDocument(node: Node, own: readonly string[] = []): boolean {
  if (node.kind === 'string') {
    return node.value.startsWith('$') && !WHOLE.has(node.value) && !own.includes(node.value);
  }
  if (node.kind === 'array') return node.elements.some((element) => asksDocument(element, own));
  if (node.kind === 'unary') return asksDocument(node.operand, own);
  if (node.kind !== 'object') return node.kind !== 'number' && node.kind !== 'constant';
  return node.members.some(({ key, value }) => {
    if (key === '$literal') return false;
    const defined = key === '$let' ? memberOf(value, 'vars') : undefined;
    const names = defined?.kind === 'object' ? defined.members.map((each) => `$$${each.key}`) : [];
    return RANDOM.has(key) || asksDocument(value, names.length > 0 ? [...own, ...names] : own);
  });
}

const COMPARES = /^\$(?:eq|ne|gte?|lte?|cmp|in|regexMatch|regexFind|indexOf.*)$/;

/** Where a part of a secret is compared with something: `{$eq: [{$substr: ['$pin', 0, 1]}, '4']}`. */
export function comparedSecret(node: Node): Node | null {
  const parts = node.kind === 'array' ? node.elements : [];
  const members = node.kind === 'object' ? node.members : [];
  for (const part of parts) {
    const found = comparedSecret(part);
    if (found !== null) return found;
  }
  for (const { key, value } of members) {
    if (key === '$literal') continue;
    const isTest = PROBES.test(key);
    const found = COMPARES.test(key) ? secretProbe(value, isTest) : comparedSecret(value);
    if (found !== null) return found;
  }
  return null;
}

/** A path to a secret inside an operator that takes texts apart or puts them in order. */
function secretProbe(node: Node, probed: boolean): Node | null {
  if (node.kind === 'string') {
    return probed && node.value.startsWith('$') && secrecyOf(node.value.slice(1)) !== 'none'
      ? node
      : null;
  }
  if (node.kind === 'array') return firstProbe(node.elements, probed);
  if (node.kind !== 'object') return null;
  for (const { key, value } of node.members) {
    const inside = probed || PROBES.test(key) || ORDERS.test(key);
    const found = key === '$literal' ? null : secretProbe(value, inside);
    if (found !== null) return found;
  }
  return null;
}

function firstProbe(nodes: readonly Node[], probed: boolean): Node | null {
  for (const node of nodes) {
    const found = secretProbe(node, probed);
    if (found !== null) return found;
  }
  return null;
}
