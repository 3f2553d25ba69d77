/** Signs that a filter was widened: branches that are always true, keys written twice, joins. */

import type { Sign } from '../../verdict';
import { documentConstant, memberOf, patternOf, UNKNOWN } from '../constants';
import { reachOf } from '../filterTruth';
import type { FilterParts } from '../filters';
import type { Member, Node, ObjectNode } from '../language/tree';
import type { Operation } from '../operation';
import { isCatastrophic } from '../patterns';
import { enclosedSigns } from './enclosed';
import { filterExpressionSigns } from './filterExpressions';
import { joinSigns } from './joins';
import { keyTwiceSigns, mixedKeySigns } from './keys';
import { malformedSigns } from './malformed';
import { oppositeBranch } from './opposites';
import { optionalTest } from './optionalFilters';
import { signAt } from './sign';

const ALWAYS_TRUE_BRANCH = 0.85;
const SOLE_BRANCH = 0.3;
const SOLE_BRANCH_OF_ALL = 0.5;
const NOTHING_EXCLUDED = 0.6;
const EVERYTHING_EXCLUDED = 0.5;
const NEGATED_BRANCH = 0.5;
const NUMBERED_BRANCH = 0.6;
const ANY_TEXT_BRANCH = 0.4;
const COSTLY_PATTERN = 0.6;
const MOST_PATTERNS = 50;

/** Signs in the logic of filters and pipelines. */
export function alternativeSigns(parts: FilterParts, operation: Operation): Sign[] {
  const { collection } = operation;
  const signs: Sign[] = [];
  const take = (found: readonly Sign[]): void => {
    for (const sign of found) signs.push(sign);
  };
  for (const document of parts.documents) {
    take(keyTwiceSigns(document));
    if (!parts.operators) continue;
    take(malformedSigns(document));
    take(mixedKeySigns(document));
    take(enclosedSigns(document));
    take(exclusionSigns(document));
  }
  if (parts.operators) take(patternSigns(parts));
  const optional = new Set<Member>();
  for (const member of parts.alternatives) {
    const test = optionalTest(member);
    if (test === null) take(branchSigns(member, writes(operation)));
    else optional.add(test);
  }
  for (const member of parts.expressions) {
    if (!optional.has(member)) take(filterExpressionSigns(member));
  }
  for (const join of parts.joins) take(joinSigns(join, collection));
  return signs;
}

function branchSigns({ value }: Member, isWrite: boolean): Sign[] {
  if (value.kind !== 'array') return [];
  const signs: Sign[] = [];
  const reaches = value.elements.map(reachOf);
  // A search form that was left empty asks every field for any text; an attack adds one branch.
  const selective = reaches.includes('some');
  for (const [index, branch] of value.elements.entries()) {
    const reach = reaches[index];
    if (reach === 'every') {
      const weight = value.elements.length === 1 ? soleBranch(branch, isWrite) : ALWAYS_TRUE_BRANCH;
      signs.push(signAt(branch, 'tautology', weight, 'a branch of $or that is always true'));
    } else if (asksNumbered(branch)) {
      const meaning = 'a branch of $or with a number for a field';
      signs.push(signAt(branch, 'tautology', NUMBERED_BRANCH, meaning));
    } else if (isNegation(branch)) {
      const meaning = 'a branch of $or that only leaves something out';
      signs.push(signAt(branch, 'tautology', NEGATED_BRANCH, meaning));
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

const WRITES = /^(?:update|delete|remove|findAndModify|findandmodify|findOneAnd)/;

function writes({ name }: Operation): boolean {
  return WRITES.test(name);
}

/** Builders leave `{}` where a search form was left empty, but write no condition for it. */
function soleBranch(branch: Node, isWrite: boolean): number {
  const empty = branch.kind === 'object' && branch.members.length === 0;
  return empty && !isWrite ? SOLE_BRANCH : SOLE_BRANCH_OF_ALL;
}

/** `{a: 1, $nor: [{_id: null}]}` */
function exclusionSigns({ members }: ObjectNode): Sign[] {
  const excluding = members.find(({ key }) => key === '$nor');
  if (excluding?.value.kind !== 'array') return [];
  const branches = excluding.value.elements;
  const reaches = branches.map(reachOf);
  if (members.length < 2) return branches.length === 1 ? soleExclusionSigns(branches[0]) : [];
  if (reaches.includes('every')) {
    const meaning = 'a $nor that leaves everything out';
    return [signAt(excluding, 'boolean-blind', EVERYTHING_EXCLUDED, meaning)];
  }
  if (reaches.some((reach) => reach !== 'none')) return [];
  const meaning = 'a $nor that leaves nothing out';
  return [signAt(excluding, 'tautology', NOTHING_EXCLUDED, meaning)];
}

/** `{$nor: [{_id: null}]}` in place of a filter; a builder's empty list is `$nin: []`. */
function soleExclusionSigns(branch: Node | undefined): Sign[] {
  if (branch?.kind !== 'object' || branch.members.length !== 1) return [];
  const only = branch.members[0];
  if (only?.key !== '_id' || only.value.kind !== 'constant' || reachOf(branch) !== 'none')
    return [];
  const meaning = 'a filter that is only a $nor that leaves nothing out';
  return [signAt(only, 'tautology', NOTHING_EXCLUDED, meaning)];
}

/** `{1: 1}`, `{'1': {$ne: 1}}`: the tautology of another language, on a field that nothing has. */
function asksNumbered(branch: Node): boolean {
  const only = branch.kind === 'object' && branch.members.length === 1 ? branch.members[0] : null;
  return only !== undefined && only !== null && /^\d+$/.test(only.key);
}

/** `{$nor: [...]}`, `{_id: {$ne: 0}}` */
function isNegation(branch: Node): boolean {
  const only = branch.kind === 'object' && branch.members.length === 1 ? branch.members[0] : null;
  if (only?.key === '$nor') return true;
  const left = only?.key === '_id' ? memberOf(only.value, '$ne') : undefined;
  return left !== undefined && documentConstant(left) !== UNKNOWN;
}

/** `$gt ''` and `.*`, but not `$exists` and `$ne: null`, which programs put into `$or`. */
function comparesWithEmptyText(branch: Node): boolean {
  if (branch.kind !== 'object') return false;
  return branch.members.some(({ value }) => {
    const pattern = value.kind === 'regex' ? value : memberOf(value, '$regex');
    return pattern !== undefined || memberOf(value, '$gt') !== undefined;
  });
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
