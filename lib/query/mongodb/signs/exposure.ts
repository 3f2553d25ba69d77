/** Signs that a password is handed out: under another name, as an order or as a list of values. */

import type { Sign } from '../../verdict';
import { memberOf } from '../constants';
import type { Member, Node } from '../language/tree';
import { isPassword, isRight, secrecyOf } from '../names';
import type { Operation } from '../operation';
import { comparedSecret } from './filterExpressions';
import { keyTwiceSigns } from './keys';
import { signAt } from './sign';

const UNDER_ANOTHER_NAME = 0.65;
const LISTED = 0.6;
const BECOMES_RIGHT = 0.6;
const READ_BY_BITS = 0.65;
const OPERATOR_ORDERS = 0.6;
const GIVEN_ALL = 0.6;
const WHOLE = new Set(['$$ROOT', '$$CURRENT']);
const SHAPING = new Set([
  ...['$project', '$addFields', '$set', '$group', '$replaceRoot', '$replaceWith'],
]);
/** They pass on the text they are given, or parts of it. */
const PASSES_ON =
  /^\$(?:concat|substr|toLower|toUpper|toString|trim|ltrim|rtrim|split|push|addToSet|first|last|min|max|replace|arrayElemAt|slice)/;

/** Signs in what an operation returns, writes and is ordered by. */
export function exposureSigns(operation: Operation): Sign[] {
  const signs: Sign[] = [];
  const { outputs, stages, sortedBy, listed } = operation;
  for (const output of outputs) shaped(output, signs);
  for (const stage of stages) {
    if (stage.kind !== 'object') continue;
    for (const { key, value } of stage.members) if (SHAPING.has(key)) shaped(value, signs);
  }
  if (ordersByOperator(operation) && sortedBy !== null) {
    const meaning = 'an operator in place of the field of an order';
    signs.push(signAt(sortedBy, 'operator-abuse', OPERATOR_ORDERS, meaning));
  }
  if (sortedBy !== null && isPassword(sortedBy.key)) {
    signs.push(signAt(sortedBy, 'boolean-blind', LISTED, 'a list in the order of passwords'));
  }
  if (listed?.kind === 'string' && isPassword(listed.value)) {
    signs.push(signAt(listed, 'union', LISTED, 'a list of passwords'));
  }
  return signs;
}

/** `{sort: {$where: ...}}`, which no server takes. */
export function ordersByOperator({ sortedBy }: Operation): boolean {
  return sortedBy?.key.startsWith('$') === true && sortedBy.key !== '$natural';
}

function shaped(output: Node, signs: Sign[]): void {
  writtenTwice(output, signs);
  exposed(output, signs);
  const compared = comparedSecret(output);
  if (compared === null) return;
  signs.push(signAt(compared, 'boolean-blind', READ_BY_BITS, 'a secret is read bit by bit'));
}

/** `{$set: {bio: 'x', role: 'admin', bio: ''}}`, `{$set: ..., $inc: ..., $set: ...}` */
function writtenTwice(output: Node, signs: Sign[]): void {
  if (output.kind !== 'object') return;
  for (const sign of keyTwiceSigns(output)) signs.push(sign);
  for (const { key, value } of output.members) {
    if (key.startsWith('$')) writtenTwice(value, signs);
    else if (givesWholeDocument(value)) {
      const meaning = 'code is given the whole document';
      signs.push(signAt(value, 'script-injection', GIVEN_ALL, meaning));
    }
  }
}

/** `{$function: {body: ..., args: ['$$ROOT'], ...}}` */
function givesWholeDocument(node: Node): boolean {
  const definition = memberOf(node, '$function');
  const args = definition === undefined ? undefined : memberOf(definition, 'args');
  if (args?.kind !== 'array') return false;
  return args.elements.some((each) => each.kind === 'string' && WHOLE.has(each.value));
}

/** `{bio: '$password'}`, `{$rename: {password: 'bio'}}`, in an update also inside a list. */
function exposed(node: Node, signs: Sign[]): void {
  if (node.kind === 'array') for (const element of node.elements) exposed(element, signs);
  if (node.kind !== 'object') return;
  for (const member of node.members) {
    const { key, value } = member;
    if (key === '$rename') renamed(value, signs);
    else if (key.startsWith('$')) exposed(value, signs);
    else if (secrecyOf(key) === 'none' && passesOnPassword(value)) {
      const meaning = 'a password under another name';
      signs.push(signAt(member, 'union', UNDER_ANOTHER_NAME, meaning));
    } else if (value.kind === 'object' && value.members[0]?.key.startsWith('$') !== true) {
      exposed(value, signs);
    }
  }
}

function renamed(node: Node, signs: Sign[]): void {
  if (node.kind !== 'object') return;
  const found = node.members.find(isExposed);
  if (found !== undefined) {
    const meaning = 'a password under another name';
    signs.push(signAt(found, 'union', UNDER_ANOTHER_NAME, meaning));
  }
  const raised = node.members.find(({ value }) => value.kind === 'string' && isRight(value.value));
  if (raised !== undefined) {
    const meaning = 'an ordinary field becomes a right';
    signs.push(signAt(raised, 'operator-abuse', BECOMES_RIGHT, meaning));
  }
}

function isExposed({ key, value }: Member): boolean {
  return isPassword(key) && value.kind === 'string' && secrecyOf(value.value) === 'none';
}

function passesOnPassword(node: Node): boolean {
  if (node.kind === 'string') return node.value.startsWith('$') && isPassword(node.value);
  if (node.kind === 'array') return node.elements.some(passesOnPassword);
  const operator = node.kind === 'object' ? node.members[0] : undefined;
  return operator !== undefined && PASSES_ON.test(operator.key) && passesOnPassword(operator.value);
}
