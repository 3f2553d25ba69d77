/** Signs that a filter was widened: branches that are always true, keys written twice, joins. */

import type { Sign } from '../../verdict';
import { memberOf, patternOf } from '../constants';
import { comparesConstants, expressionTruth, reachOf } from '../filterTruth';
import type { FilterParts } from '../filters';
import type { Member, Node, ObjectNode } from '../language/tree';
import { isCatastrophic } from '../patterns';
import { signAt } from './sign';

const ALWAYS_TRUE_BRANCH = 0.85;
const SOLE_BRANCH = 0.3;
const ANY_TEXT_BRANCH = 0.4;
const EXPRESSION_TRUE = 0.85;
const BARE_TRUE = 0.6;
const CONSTANTS_COMPARED = 0.6;
const KEY_TWICE = 0.55;
const SYSTEM_COLLECTION = 0.6;
const COSTLY_PATTERN = 0.6;
const MOST_PATTERNS = 50;

/** Signs in the logic of filters and pipelines. */
export function alternativeSigns(parts: FilterParts): Sign[] {
  const { alternatives, expressions, joins } = parts;
  const signs = parts.documents.flatMap(keyTwiceSigns).concat(patternSigns(parts));
  if (alternatives.length + expressions.length + joins.length === 0) return signs;
  return signs.concat(
    alternatives.flatMap(branchSigns),
    expressions.flatMap(expressionSigns),
    joins.flatMap(joinSigns),
  );
}

function branchSigns({ value }: Member): Sign[] {
  if (value.kind !== 'array') return [];
  const signs: Sign[] = [];
  const reaches = value.elements.map(reachOf);
  // A search form that was left empty asks every field for any text; an attack adds one branch.
  const selective = reaches.includes('some');
  for (const [index, branch] of value.elements.entries()) {
    const reach = reaches[index];
    if (reach === 'every') {
      const weight = value.elements.length === 1 ? SOLE_BRANCH : ALWAYS_TRUE_BRANCH;
      signs.push(signAt(branch, 'tautology', weight, 'a branch of $or that is always true'));
    } else if (selective && reach === 'nearly' && comparesWithEmptyText(branch)) {
      const meaning = 'a branch of $or that any text meets';
      signs.push(signAt(branch, 'tautology', ANY_TEXT_BRANCH, meaning));
    }
  }
  const opposite = oppositeBranch(value.elements);
  if (opposite !== null) {
    const meaning = 'a branch of $or that takes all that another leaves';
    signs.push(signAt(opposite, 'tautology', ALWAYS_TRUE_BRANCH, meaning));
  }
  return signs;
}

/** `$gt ''` and `.*`, but not `$exists` and `$ne: null`, which programs put into `$or`. */
function comparesWithEmptyText(branch: Node): boolean {
  if (branch.kind !== 'object') return false;
  return branch.members.some(({ value }) => {
    const pattern = value.kind === 'regex' ? value : memberOf(value, '$regex');
    return pattern !== undefined || memberOf(value, '$gt') !== undefined;
  });
}

/** `[{a: 1}, {a: {$ne: 1}}]` */
function oppositeBranch(branches: readonly Node[]): Node | null {
  const equal = new Set<string>();
  for (const branch of branches) {
    const only =
      branch.kind === 'object' && branch.members.length === 1 ? branch.members[0] : undefined;
    if (only !== undefined && (only.value.kind === 'string' || only.value.kind === 'number')) {
      equal.add(`${only.key}\n${String(only.value.value)}`);
    }
  }
  for (const branch of branches) {
    const only =
      branch.kind === 'object' && branch.members.length === 1 ? branch.members[0] : undefined;
    const not = only === undefined ? undefined : memberOf(only.value, '$ne');
    if (only === undefined || (not?.kind !== 'string' && not?.kind !== 'number')) continue;
    if (equal.has(`${only.key}\n${String(not.value)}`)) return branch;
  }
  return null;
}

function expressionSigns(member: Member): Sign[] {
  const { value } = member;
  if (expressionTruth(value) === true) {
    const bare = value.kind !== 'object';
    const weight = bare ? BARE_TRUE : EXPRESSION_TRUE;
    return [signAt(member, 'tautology', weight, 'an expression that is always true')];
  }
  if (!comparesConstants(value)) return [];
  return [signAt(member, 'boolean-blind', CONSTANTS_COMPARED, 'two constants are compared')];
}

function keyTwiceSigns({ members }: ObjectNode): Sign[] {
  if (members.length < 2 || (members.length === 2 && members[0]?.key !== members[1]?.key))
    return [];
  const seen = new Set<string>();
  const signs: Sign[] = [];
  for (const member of members) {
    if (seen.has(member.key) && signs.length === 0) {
      signs.push(signAt(member, 'operator-abuse', KEY_TWICE, 'a key is written twice'));
    }
    seen.add(member.key);
  }
  return signs;
}

function joinSigns({ value }: Member): Sign[] {
  const from =
    value.kind === 'string' ? value : (memberOf(value, 'from') ?? memberOf(value, 'coll'));
  if (from?.kind !== 'string' || !/^system\./.test(from.value)) return [];
  const meaning = "a join with one of the server's own collections";
  return [signAt(from, 'schema-or-file-access', SYSTEM_COLLECTION, meaning)];
}

function patternSigns({ conditions }: FilterParts): Sign[] {
  const signs: Sign[] = [];
  let looked = 0;
  for (const { member, operators } of conditions) {
    const values = operators?.filter(({ key }) => key === '$regex') ?? [member];
    for (const { value } of values) {
      const isText = value.kind === 'string' && operators === null;
      const pattern = isText || looked >= MOST_PATTERNS ? null : patternOf(value);
      if (pattern === null) continue;
      looked++;
      if (isCatastrophic(pattern)) {
        signs.push(signAt(value, 'dos', COSTLY_PATTERN, 'a pattern of exponential cost'));
      }
    }
  }
  return signs;
}
