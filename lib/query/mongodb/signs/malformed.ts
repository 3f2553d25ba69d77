/** Signs that a filter holds what no program writes and a prober sends to see what comes back. */

import type { Sign } from '../../verdict';
import { isExtendedValue, patternOf } from '../constants';
import type { Member, Node, ObjectNode } from '../language/tree';
import { isUnknownOperator, takesOneValue } from '../operators';
import { signAt } from './sign';

const UNKNOWN_OPERATOR = 0.6;
const UNKNOWN_OF_PROGRAM = 0.3;
const OPERATOR_AS_VALUE = 0.6;
const NO_NAME = 0.55;
const BROKEN_PATTERN = 0.55;
const ALWAYS = 0.7;
const NO_LIST = 0.6;
const GROUPS = new Set(['$or', '$and', '$nor']);
/** A person may well search for `*`, or for a text with an open bracket; not for that alone. */
const LONGEST_PROBE = 3;

/** Signs in one document of a filter: of conditions, or of operators. */
export function malformedSigns({ members }: ObjectNode): Sign[] {
  const signs: Sign[] = [];
  for (const member of members) {
    const found = signOf(member);
    if (found !== null) signs.push(found);
  }
  return signs;
}

function signOf(member: Member): Sign | null {
  const { key, value } = member;
  if (key === '') return signAt(member, 'syntax-probe', NO_NAME, 'a field without a name');
  if (key.charCodeAt(0) !== 36) return null;
  if (key === '$alwaysTrue') {
    return signAt(member, 'tautology', ALWAYS, 'a condition that is always true');
  }
  if (isUnknownOperator(key)) {
    const meaning = 'an operator that no server has';
    // What comes in through a form is a text.
    const weight = value.kind === 'string' ? UNKNOWN_OPERATOR : UNKNOWN_OF_PROGRAM;
    return signAt(member, 'syntax-probe', weight, meaning);
  }
  if (takesOneValue(key) && isOperators(value)) {
    const meaning = 'an operator in place of the value of another';
    return signAt(member, 'operator-abuse', OPERATOR_AS_VALUE, meaning);
  }
  if (GROUPS.has(key) && isOneValue(value)) {
    const meaning = 'a group of conditions without its list';
    return signAt(member, 'operator-abuse', NO_LIST, meaning);
  }
  if (key === '$jsonSchema' && asksNothing(value)) {
    return signAt(member, 'tautology', ALWAYS, 'a schema that every document follows');
  }
  if (key === '$regex' && isBrokenProbe(patternOf(value))) {
    return signAt(member, 'syntax-probe', BROKEN_PATTERN, 'a pattern of an open bracket alone');
  }
  return null;
}

/** `{$gt: ''}`, and not a value in extended JSON. */
function isOperators(value: Node): boolean {
  if (value.kind !== 'object' || isExtendedValue(value)) return false;
  const key = value.members[0]?.key ?? '';
  return key.charCodeAt(0) === 36 && key !== '$literal';
}

/** `{$or: {'0': {...}}}`: what a parser of forms makes of names with an index. */
function isOneValue(value: Node): boolean {
  if (value.kind === 'object') return value.members.length > 0 && !isOperators(value);
  return value.kind === 'string' || value.kind === 'number';
}

/** `{}`, `{bsonType: 'object'}` */
function asksNothing(schema: Node): boolean {
  if (schema.kind !== 'object') return false;
  return schema.members.every(({ key }) => key === 'bsonType' || key === 'type' || key === 'title');
}

function isBrokenProbe(pattern: string | null): boolean {
  if (pattern === null || pattern.length > LONGEST_PROBE || !/[()[\]\\]/.test(pattern))
    return false;
  try {
    new RegExp(pattern);
    return false;
  } catch {
    return true;
  }
}
