import type { LearnedShape } from '../shapeBook';
import { isCommon } from '../newCode';
import { PLACEHOLDER } from '../shapeTokens';
import { count, newCollection, type Collection, type CommandBreak } from './collection';
import { cutBreak, learnFilter } from './cutFilter';
import { askedShape, learnReturns, strangeReturn } from './returns';
import { PAGING, pipelineShape, unpagedShape } from './stages';
import {
  conditionsOf,
  filterShape,
  isOperators,
  commandParts,
  type CommandParts,
  type Condition,
  type Stage,
} from './commandParts';

const JOINING: ReadonlySet<string> = new Set(['$or', '$nor']);
/** Several values in place of one. */
const LIST = /^\{\$in:\[[?+,]*\]\}$/;
/** So many filters with plain values make a property one that has no operators. */
const FEWEST_PLAIN = 3;
/** Longer pipelines and filters are not compared part by part. */
const MOST_PARTS = 32;

/** Knows which filters and pipelines the MongoDB commands of a container hold. */
export class CommandIndex {
  private readonly collections = new Map<string, Collection>();
  /** What operators of any collection look like. */
  private readonly operands = new Set<string>();

  add({ sightings }: LearnedShape, tokens: readonly string[]): void {
    const parts = commandParts(tokens);
    if (parts === null) return;
    const known = this.collectionOf(parts.collection);
    for (const token of tokens) known.words.add(token);
    learnReturns(known, parts, sightings);
    for (const filter of parts.filters) {
      const isNew = !known.filters.has(filterShape(filter, parts.outline));
      count(known.filters, filterShape(filter, parts.outline), sightings);
      learnFilter(known, filter, sightings);
      for (const { key, operand, value } of filter) {
        count(known.conditions, `${key}:${operand}`, sightings);
        if (isOperators(value)) {
          this.operands.add(operand);
          known.plain.set(key, Number.NEGATIVE_INFINITY);
          known.operators.set(key, (known.operators.get(key) ?? new Set()).add(operand));
        } else if (isNew) known.plain.set(key, (known.plain.get(key) ?? 0) + 1);
      }
    }
    if (parts.stages.length === 0) return;
    count(known.pipelines, pipelineShape(parts.stages), sightings);
    known.unpaged.add(unpagedShape(parts.stages));
    for (const { shape } of parts.stages) known.stages.add(shape);
  }

  /** The breaks of a command, in any order. */
  *breaks(parts: CommandParts | null, tokens: readonly string[]): Iterable<CommandBreak> {
    const known = this.collections.get(parts?.collection ?? '');
    if (parts === null || known === undefined) return;
    for (const filter of parts.filters) {
      if (filter.length > MOST_PARTS) continue;
      const found =
        operatorBreak(known, filter, parts) ??
        joinBreak(known, filter, parts.outline, tokens) ??
        cutBreak(
          known,
          filter,
          filter.map((one) => nearest(known, one)),
        );
      if (found !== null) yield found;
    }
    const added = stageBreak(known, parts.stages) ?? strangeReturn(known, parts);
    if (added !== null) yield added;
  }

  /** Whether the filter at a token only puts conditions together that its collection knows. */
  isRecombined(parts: CommandParts | null, at: number): boolean {
    const known = this.collections.get(parts?.collection ?? '');
    const filter = parts?.filters.find((conditions) =>
      conditions.some(({ from, value }) => from <= at && at <= value.to),
    );
    if (known === undefined || filter === undefined) return false;
    const joined = filter.find(({ from }) => from === at + 1);
    if (joined !== undefined && isSearch(known, joined, filter)) return true;
    // What is looked up by its key is asked for one thing more before long.
    const more = filter.filter(({ key }) => !isCommon(key));
    if (filter.length === 2 && more.length === 1 && more[0]?.operand === PLACEHOLDER) return true;
    return (
      new Set(filter.map(({ key }) => key)).size === filter.length &&
      filter.every(
        ({ key, operand, value }) =>
          known.conditions.has(`${key}:${operand}`) ||
          (isOperators(value) && known.words.has(key) && this.operands.has(operand)),
      )
    );
  }

  /** Whether a pipeline only pages a known one in another way. */
  isPaged(parts: CommandParts | null): boolean {
    const known = this.collections.get(parts?.collection ?? '');
    const stages = parts?.stages ?? [];
    return stages.length > 0 && known?.unpaged.has(unpagedShape(stages)) === true;
  }

  private collectionOf(name: string): Collection {
    const known = this.collections.get(name) ?? newCollection();
    this.collections.set(name, known);
    return known;
  }
}

/** Operators where a known filter, or a part of one, has a plain value. */
function operatorBreak(
  known: Collection,
  filter: readonly Condition[],
  parts: CommandParts,
): CommandBreak | null {
  const plain = filter.map((one) => nearest(known, one));
  const first = filter.find(
    ({ operand }, at) => plain[at]?.operand === PLACEHOLDER && operand !== PLACEHOLDER,
  );
  const plainly = known.plain.get(first?.key ?? '') ?? 0;
  if (first === undefined || plainly < 1) return null;
  const filters = parts.filters.map((other) => (other === filter ? plain : other));
  // Programs look several up where they had looked one up, and go on in another way then.
  const isList = LIST.test(first.operand);
  if (isList && (isCommon(first.key) || !known.asked.has(askedShape({ ...parts, filters })))) {
    return null;
  }
  const counts = plain.map(({ key, operand }) => known.conditions.get(`${key}:${operand}`) ?? 0);
  const part = plainly < FEWEST_PLAIN ? 0 : Math.min(...counts);
  const sightings = known.filters.get(filterShape(plain, parts.outline)) ?? part;
  if (sightings === 0) return null;
  return { name: 'operator', from: first.from, to: first.value.to, sightings };
}

/** The condition of known filters that this one would be with a plain value or fewer operators. */
function nearest(known: Collection, one: Condition): Condition {
  const { key, operand, value } = one;
  if (!isOperators(value) || known.conditions.has(`${key}:${operand}`)) return one;
  const isPlain = known.conditions.has(`${key}:${PLACEHOLDER}`);
  return isPlain ? { ...one, operand: PLACEHOLDER } : shorter(known, one);
}

/** The condition as it is known with fewer operators, if it is. */
function shorter(known: Collection, one: Condition): Condition {
  for (const operand of known.operators.get(one.key) ?? []) {
    if (one.operand.startsWith(`${operand.slice(0, -1)},`)) return { ...one, operand };
  }
  return one;
}

/** Alternatives around a condition of a known filter, or beside all of them. */
function joinBreak(
  known: Collection,
  filter: readonly Condition[],
  outline: string,
  tokens: readonly string[],
): CommandBreak | null {
  for (const join of filter) {
    if (!JOINING.has(join.key) || join.value.kind !== 'list') continue;
    if (known.conditions.has(`${join.key}:${join.operand}`) || isSearch(known, join, filter))
      continue;
    const others = filter.filter((one) => one !== join).map((one) => shorter(known, one));
    const branches = join.value.members
      .slice(0, MOST_PARTS)
      .map(({ value }) => conditionsOf(value, tokens));
    for (const branch of [[], ...branches]) {
      const sightings = known.filters.get(filterShape([...others, ...branch], outline));
      if (sightings === undefined) continue;
      return { name: 'alternative', from: join.from, to: join.value.to, sightings };
    }
  }
  return null;
}

/**
 * Plain alternatives beside another condition: programs look for a text in several properties, but
 * not in those that most filters ask for.
 */
function isSearch(known: Collection, join: Condition, filter: readonly Condition[]): boolean {
  const { members } = join.value;
  if (join.key !== '$or' || members.length < 2 || filter.length < 2) return false;
  const looked = members.flatMap(({ value }) => value.members);
  const keys = [...filter, ...looked].map(({ key }) => key);
  return (
    new Set(keys).size === keys.length &&
    looked.length === members.length &&
    looked.every(({ value }) => value.kind === 'plain') &&
    looked.every(({ key }) => (known.plain.get(key) ?? 0) * 2 <= known.filters.size)
  );
}

/** A known pipeline with a stage more that gets at other data. */
function stageBreak(known: Collection, stages: readonly Stage[]): CommandBreak | null {
  if (stages.length > MOST_PARTS) return null;
  for (const stage of stages) {
    if (stage.operator === '$match' || PAGING.has(stage.operator)) continue;
    if (known.stages.has(stage.shape)) continue;
    const others = stages.filter((one) => one !== stage);
    const collected = stages.map((one) =>
      one === stage ? { ...one, shape: one.uncollected } : one,
    );
    const sightings =
      known.pipelines.get(pipelineShape(others)) ?? known.pipelines.get(pipelineShape(collected));
    if (sightings === undefined) continue;
    return { name: 'stage', from: stage.from, to: stage.to, sightings };
  }
  return null;
}
