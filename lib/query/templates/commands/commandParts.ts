import { PLACEHOLDER } from '../shapeTokens';
import { commandTree, type CommandMember, type CommandValue } from './commandTree';

/** A condition of a filter: the property, or an operator that joins others. */
export interface Condition {
  readonly key: string;
  /** What it is compared with, without blanks; a placeholder for plain values. */
  readonly operand: string;
  readonly value: CommandValue;
  readonly from: number;
}

export interface Stage {
  readonly operator: string;
  readonly shape: string;
  /** The shape without the lists of values that a `$group` hands out. */
  readonly uncollected: string;
  readonly members: readonly CommandMember[];
  readonly from: number;
  readonly to: number;
}

/** What a command asks of which collection. */
export interface CommandParts {
  /** What is done: `find`, `aggregate`. */
  readonly action: string;
  readonly collection: string;
  /** Names of what the command holds: what it does, apart from its filters. */
  readonly outline: string;
  readonly filters: readonly (readonly Condition[])[];
  readonly stages: readonly Stage[];
  /** Everything at the top of the command. */
  readonly options: readonly CommandMember[];
}

const FILTERS: ReadonlySet<string> = new Set(['filter', 'query', 'q', '$match']);
const COLLECTING = /^\$(?:push|addToSet|mergeObjects|(?:first|last|top|bottom)N?)$/;
const LISTS: ReadonlySet<string> = new Set(['updates', 'deletes', 'pipeline']);

/** Takes the command of a shape apart; null for what is none. */
export function commandParts(tokens: readonly string[]): CommandParts | null {
  const command = commandTree(tokens);
  const first = command?.members[0];
  // The first member names the command and its collection.
  if (command === null || first?.value.kind !== 'plain') return null;
  const filters: (readonly Condition[])[] = [];
  const stages: Stage[] = [];
  const addFilters = (members: readonly CommandMember[]): void => {
    for (const { key, value } of members) {
      if (FILTERS.has(key) && value.kind === 'object') filters.push(conditionsOf(value, tokens));
    }
  };
  addFilters(command.members);
  for (const { key, value } of command.members) {
    if (!LISTS.has(key) || value.kind !== 'list') continue;
    for (const { value: element } of value.members) {
      addFilters(element.members);
      const operator = element.members[0]?.key ?? '';
      const { members, from, to } = element;
      const shape = textOf(tokens, element);
      const uncollected = uncollectedShape(tokens, element);
      if (key === 'pipeline') stages.push({ operator, shape, uncollected, members, from, to });
    }
  }
  const names = command.members.map(({ key }) => key).filter((key) => key !== 'projection');
  const outline = [...names, ...stages.map(({ shape }) => shape.replace(/\$match:.*/, ''))].join(
    ' ',
  );
  const collection = textOf(tokens, first.value);
  const options = command.members;
  return { action: first.key, collection, outline, filters, stages, options };
}

/** The shape of a stage without what gathers values rather than counts them or adds them up. */
function uncollectedShape(tokens: readonly string[], stage: CommandValue): string {
  const [group] = stage.members;
  if (group?.key !== '$group') return textOf(tokens, stage);
  const kept = group.value.members.filter(
    ({ value }) => !COLLECTING.test(value.members[0]?.key ?? ''),
  );
  const members = kept.map(({ key, value }) => `${key}:${textOf(tokens, value)}`);
  return `{$group:{${members.join(',')}}}`;
}

export function conditionsOf(filter: CommandValue, tokens: readonly string[]): Condition[] {
  return filter.members.map(({ key, from, value }) => ({
    key,
    operand: textOf(tokens, value),
    value,
    from,
  }));
}

/**
 * Equal for filters of the same conditions in any order. One condition is nothing special: it
 * counts together with what the command does.
 */
export function filterShape(
  conditions: readonly Pick<Condition, 'key' | 'operand'>[],
  outline: string,
): string {
  const scope = conditions.length === 1 ? outline : '';
  return conditions
    .map(({ key, operand }) => `${key}:${operand}`)
    .sort()
    .join(',')
    .concat(' ', scope);
}

/** True for an object of operators, where a property may have a plain value. */
export function isOperators({ members }: CommandValue): boolean {
  return members[0]?.key.startsWith('$') ?? false;
}

function textOf(tokens: readonly string[], { from, to }: CommandValue): string {
  return tokens.slice(from, to).join('').replaceAll('?+', PLACEHOLDER);
}
