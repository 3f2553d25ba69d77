/** Signs in the keys of a document: what no program writes, because its maps cannot hold it. */

import type { Sign } from '../../verdict';
import type { Member, ObjectNode } from '../language/tree';
import { signAt } from './sign';

const KEY_TWICE = 0.55;
const FIELD_AMONG_OPERATORS = 0.55;
const OPERATOR_IN_NAME = 0.75;

const OF_A_FIELD = new Set([
  ...['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$not', '$regex', '$exists'],
]);
const NONE: readonly Sign[] = [];
/** Of fewer keys each is compared with each. */
const MANY_KEYS = 12;

/** A key that is written twice; the server takes the last. */
export function keyTwiceSigns({ members }: ObjectNode): readonly Sign[] {
  const twice = members.length > MANY_KEYS ? firstSeen(members) : firstEqual(members);
  if (twice === null) return NONE;
  return [signAt(twice, 'operator-abuse', KEY_TWICE, 'a key is written twice')];
}

function firstEqual(members: readonly Member[]): Member | null {
  for (let at = 1; at < members.length; at++) {
    const member = members[at];
    for (let before = 0; before < at; before++) {
      if (member !== undefined && member.key === members[before]?.key) return member;
    }
  }
  return null;
}

function firstSeen(members: readonly Member[]): Member | null {
  const seen = new Set<string>();
  for (const member of members) {
    if (seen.has(member.key)) return member;
    seen.add(member.key);
  }
  return null;
}

/** `{"$ne": "", "pin": 1}` and `{"pin": 1, "$gt": ""}`, which the server rejects. */
export function mixedKeySigns(document: ObjectNode): readonly Sign[] {
  const { members } = document;
  if (!mixesFields(document)) return NONE;
  const beginsWithField = members[0]?.key.startsWith('$') === false;
  const added = members.find(({ key }) => key.startsWith('$') === beginsWithField);
  const meaning = beginsWithField ? 'an operator without its field' : 'a field among operators';
  return [signAt(added ?? document, 'operator-abuse', FIELD_AMONG_OPERATORS, meaning)];
}

/** True where fields stand beside operators that belong to one. */
export function mixesFields({ members }: ObjectNode): boolean {
  return (
    members.length > 1 &&
    members.some(({ key }) => OF_A_FIELD.has(key)) &&
    members.some(({ key }) => !key.startsWith('$'))
  );
}

/** `{"password[$ne]": "1"}`: what a form sends for a parser that makes documents of such names. */
export function operatorInNameSigns({ members }: ObjectNode): readonly Sign[] {
  const found = members.find(({ key }) => key.includes('[$'));
  if (found === undefined) return NONE;
  const meaning = 'an operator in the name of a field';
  return [signAt(found, 'operator-abuse', OPERATOR_IN_NAME, meaning)];
}
