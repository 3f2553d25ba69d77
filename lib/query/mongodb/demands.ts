/** What a condition asks of a field, as far as it matters for who gets what. */

import { documentConstant, isExtendedValue, memberOf, patternOf, UNKNOWN } from './constants';
import {
  asksNoBit,
  isEmptyContainer,
  isHighest,
  isLowest,
  isLowestNumber,
  isNothing,
  isTyped,
} from './extremes';
import type { Demand } from './demandKinds';
import { strongest } from './demandKinds';
import type { Condition } from './filters';
import type { Member, Node } from './language/tree';
import { matchesAnything, matchesOneText, matchesOnlyNothing } from './patterns';

/** One operator of a condition and what it asks. */
export interface Asked {
  readonly demand: Demand;
  readonly member: Member;
}

/** What a person types in to guess; hashes and the tokens of programs are longer. */
const LONGEST_GUESS = 16;
/** Operators that ask nothing by themselves, or for one value. */
const PLAIN = new Set(['$eq', '$options', '$meta', '$slice']);
const NOTHING: readonly Asked[] = [];

/** The demands of a condition, one for each of its operators; none for plain equality. */
export function demandsOf({ field, member, operators }: Condition): readonly Asked[] {
  if (operators !== null) {
    // Exports read a collection in parts of `_id`, from MinKey to MaxKey.
    const asked = field === '_id' ? operators.filter(({ value }) => !isTyped(value)) : operators;
    return asked.map((operator) => ({ demand: demandOf(operator), member: operator }));
  }
  const { value } = member;
  if (value.kind !== 'regex' && memberOf(value, '$regularExpression') === undefined) return NOTHING;
  return [{ demand: patternDemand(patternOf(value)), member }];
}

const PRESENCE = new Set<Demand>(['exists', 'typed', 'not-null', 'not-empty']);

/** True for a demand that every document with the field meets. */
export function isPresence(demand: Demand): boolean {
  return PRESENCE.has(demand);
}

/** `{$exists: true, $ne: ''}`: how programs, and not forms, ask for documents with a value. */
export function asksPresenceTwice(condition: Condition): boolean {
  const { operators } = condition;
  if (operators === null || operators.length < 2) return false;
  return demandsOf(condition).every(({ demand }) => isPresence(demand));
}

function demandOf({ key, value }: Member): Demand {
  switch (key) {
    case '$ne':
      return notEqualDemand(value);
    case '$gt':
    case '$gte':
      if (isLowest(value)) return 'above-empty';
      if (isEmptyContainer(value)) return 'above-container';
      return isLowestNumber(value) ? 'above-zero' : rangeDemand(value);
    case '$lt':
    case '$lte':
      return isHighest(value) ? 'above-empty' : rangeDemand(value);
    case '$regex':
      return patternDemand(patternOf(value));
    case '$exists':
      return asksPresence(value) ? 'exists' : 'harmless';
    case '$nin':
      return noneOfDemand(value);
    case '$in':
      return anyOfDemand(value);
    case '$not':
      return negatedDemand(value);
    case '$type':
    case '$size':
      return 'typed';
    case '$elemMatch':
      return strongest(operatorsOf(value).map(demandOf));
    case '$all':
      return allDemand(value);
    case '$mod':
    case '$bitsAllSet':
    case '$bitsAllClear':
      return asksNoBit(value) ? 'above-empty' : 'probe';
    default:
      return PLAIN.has(key) && operatorsOf(value).length === 0 ? 'harmless' : 'probe';
  }
}

/** The members of a document of operators; none for values and for documents of fields. */
function operatorsOf(value: Node): readonly Member[] {
  if (value.kind !== 'object' || isExtendedValue(value)) return [];
  return value.members[0]?.key.startsWith('$') === true ? value.members : [];
}

function notEqualDemand(value: Node): Demand {
  if (isNothing(value)) return documentConstant(value) === '' ? 'not-empty' : 'not-null';
  const constant = documentConstant(value);
  if (typeof constant === 'boolean') return 'not-flag';
  return constant === UNKNOWN && isTyped(value) ? 'typed-value' : 'not-value';
}

function asksPresence(value: Node): boolean {
  const constant = documentConstant(value);
  return constant !== UNKNOWN && Boolean(constant);
}

/** `$nin`, and `$in` in a negation. */
function noneOfDemand(value: Node): Demand {
  if (value.kind !== 'array') return 'none-of';
  if (value.elements.length === 0) return 'none-of-nothing';
  if (value.elements.every(isNothing)) return 'not-empty';
  return value.elements.every(isTyped) ? 'typed-value' : 'none-of';
}

function anyOfDemand(value: Node): Demand {
  if (value.kind !== 'array') return 'harmless';
  const patterns = value.elements.map((element) =>
    isPattern(element)
      ? patternDemand(patternOf(element))
      : strongest(operatorsOf(element).map(demandOf)),
  );
  const found = strongest(patterns);
  if (found !== 'harmless') return found;
  const texts = value.elements.filter((element) => !isNothing(element));
  if (texts.length < 2) return 'harmless';
  return texts.every(isGuess) ? 'guesses' : 'any-of';
}

function isPattern(node: Node): boolean {
  return node.kind === 'regex' || memberOf(node, '$regularExpression') !== undefined;
}

function isGuess(node: Node): boolean {
  const constant = documentConstant(node);
  return constant !== UNKNOWN && String(constant).length <= LONGEST_GUESS;
}

function negatedDemand(value: Node): Demand {
  const pattern = isPattern(value) || value.kind === 'string' ? patternOf(value) : null;
  if (pattern !== null) return matchesOnlyNothing(pattern) ? 'not-empty' : 'negated';
  const operators = operatorsOf(value);
  return operators.length === 0 ? 'negated' : strongest(operators.map(negatedOperator));
}

function negatedOperator({ key, value }: Member): Demand {
  switch (key) {
    case '$eq':
      return notEqualDemand(value);
    case '$in':
      return noneOfDemand(value);
    case '$exists':
      return asksPresence(value) ? 'harmless' : 'exists';
    case '$type':
    case '$size':
      return 'typed';
    case '$regex': {
      const pattern = patternOf(value);
      return pattern !== null && matchesOnlyNothing(pattern) ? 'not-empty' : 'negated';
    }
    case '$lt':
    case '$lte':
      return isLowest(value) ? 'above-empty' : 'negated';
    case '$gt':
    case '$gte':
      return isHighest(value) ? 'above-empty' : 'negated';
    case '$options':
      return 'harmless';
    default:
      return 'negated';
  }
}

function allDemand(value: Node): Demand {
  if (value.kind !== 'array' || value.elements.length === 0) return 'probe';
  return strongest(value.elements.flatMap((element) => operatorsOf(element).map(demandOf)));
}

function rangeDemand(value: Node): Demand {
  return documentConstant(value) === UNKNOWN ? 'typed-value' : 'range';
}

/** A pattern without a character is what a search form sends that was left empty. */
function patternDemand(pattern: string | null): Demand {
  if (pattern === null) return 'pattern';
  if (pattern === '') return 'empty-pattern';
  if (matchesAnything(pattern)) return 'any-pattern';
  return matchesOneText(pattern) ? 'exact-pattern' : 'pattern';
}

/** A document or a list in place of a password is what a form sends for a parser of names. */
export function demandsOfPassword(condition: Condition): readonly Asked[] {
  const { member, operators } = condition;
  const { value } = member;
  const isContainer = value.kind === 'array' || (value.kind === 'object' && operators === null);
  return isContainer && !isExtendedValue(value)
    ? [{ demand: 'typed-value', member }]
    : demandsOf(condition);
}
