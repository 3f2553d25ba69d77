/** Signs of what stands in one document with a password that is compared, or only excluded. */

import type { Sign } from '../../verdict';
import type { Node, ObjectNode } from '../language/tree';
import { secrecyOf } from '../names';
import { signAt } from './sign';

const NOT_OF_A_LOGIN = new Set(['$nor', '$where', '$expr', '$jsonSchema', '$text', '$comment']);
const BESIDE_PASSWORD = 0.5;
const ONLY_EXCLUDED = 0.6;

/** Signs that a document which compares a password asks something else too, in other words. */
export function besidePasswordSigns({ members }: ObjectNode, collection: string | null): Sign[] {
  const beside = members.find(({ key }) => NOT_OF_A_LOGIN.has(key));
  if (beside === undefined) return [];
  if (beside.key === '$nor' && members.length > 1 && excludesPassword(beside.value, collection)) {
    const meaning = 'a password that is only excluded';
    return [signAt(beside, 'operator-abuse', ONLY_EXCLUDED, meaning)];
  }
  const compares = members.some(
    ({ key, value }) => value.kind === 'string' && secrecyOf(key, collection) === 'password',
  );
  const meaning = 'a condition that no login has, beside a password';
  return compares ? [signAt(beside, 'operator-abuse', BESIDE_PASSWORD, meaning)] : [];
}

/** `$nor: [{password: ''}]` */
function excludesPassword(excluded: Node, collection: string | null): boolean {
  if (excluded.kind !== 'array') return false;
  return excluded.elements.some(
    (each) =>
      each.kind === 'object' &&
      each.members.some(({ key }) => secrecyOf(key, collection) === 'password'),
  );
}
