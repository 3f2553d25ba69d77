/**
 * Signs that a value was closed early in text that was joined together: the quote that ends it
 * leaves an empty text in front of what was added, and the rest of the value is an empty text
 * behind it. `{"name": "", "role": {"$ne": null}, "x": ""}`
 */

import type { Sign } from '../../verdict';
import { isExtendedValue, memberOf } from '../constants';
import type { Member, Node, ObjectNode } from '../language/tree';
import { signAt } from './sign';

const ENCLOSED = 0.6;
const NONE: readonly Sign[] = [];

/** The first operator of a filter that stands between two empty texts. */
export function enclosedSigns({ members }: ObjectNode): readonly Sign[] {
  for (let index = 1; index < members.length - 1; index++) {
    const member = members[index];
    if (member === undefined || !asksMore(member)) continue;
    const isRest = restOf(members[index - 1]);
    // More than one member may have been added.
    if (isRest === null || !members.slice(index + 1, index + 4).some(isRest)) continue;
    const meaning = 'an operator between two empty texts';
    return [signAt(member, 'clause-injection', ENCLOSED, meaning)];
  }
  return NONE;
}

/** What the rest of a value that was closed early looks like; null where it was not. */
function restOf(before: Member | undefined): ((member: Member) => boolean) | null {
  if (before === undefined) return null;
  if (isEmpty(before.value)) return ({ value }) => isEmpty(value);
  return memberOf(before.value, '$in')?.kind === 'array' ? isListOfNothing : null;
}

function isEmpty(value: Node | undefined): boolean {
  return value?.kind === 'string' && value.value === '';
}

/** `{"$in": [""]}` */
function isListOfNothing({ value }: Member): boolean {
  const list = memberOf(value, '$in');
  return list?.kind === 'array' && list.elements.length === 1 && isEmpty(list.elements[0]);
}

/** A group of conditions, or one that is met by more than one value. */
function asksMore({ key, value }: Member): boolean {
  if (key.startsWith('$')) return key !== '$text';
  if (value.kind !== 'object' || isExtendedValue(value)) return false;
  const operator = value.members[0]?.key ?? '';
  return /^\$(?:ne|gte?|lte?|regex|nin|not|exists|where)$/.test(operator);
}
