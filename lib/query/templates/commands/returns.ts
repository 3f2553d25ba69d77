import { isCommon } from '../newCode';
import { count, type Collection, type CommandBreak } from './collection';
import type { CommandParts } from './commandParts';
import type { CommandMember } from './commandTree';
import { unpagedShape } from './stages';

/** So many commands tell what a collection's are like. */
const FEWEST_COMMANDS = 3;
/** What says which properties come back, and in which order. */
const RETURNS = /^(?:projection|sort|\$sort|\$project)$/;
/** Options of a find that give out what its filter keeps back, or make it find more. */
const OPTIONS = /^(?:min|max|returnKey|showRecordId|collation)$/;

/** Learns what a command asks for, and whether it says how much of it is wanted. */
export function learnReturns(known: Collection, parts: CommandParts, sightings: number): void {
  known.templates += 1;
  const asked = askedShape(parts);
  count(known.asked, asked, sightings);
  const projection = projectionOf(parts);
  if (projection !== '') {
    known.isProjectedAnew ||= (known.projections.get(asked) ?? projection) !== projection;
    known.projections.set(asked, projection);
  }
  if (isUnlimited(parts)) known.unlimited += 1;
}

/** A command that asks for what is known, and differs in what comes back of it. */
export function strangeReturn(known: Collection, parts: CommandParts): CommandBreak | null {
  const [filter] = parts.filters;
  const [first, last] = [filter?.at(0), filter?.at(-1)];
  const sightings = known.asked.get(askedShape(parts));
  if (sightings === undefined || known.templates < FEWEST_COMMANDS) return null;
  // All of a collection is asked for in any way.
  if (first === undefined || last === undefined) return null;
  const at = ({ from, value }: CommandMember) => ({ from, to: value.to, sightings });
  const option = parts.options.find(({ key }) => OPTIONS.test(key) && !known.words.has(key));
  if (option !== undefined) return { name: 'option', ...at(option) };
  // So is what is looked up by its key alone.
  const isLookUp = filter?.every(({ key }) => isCommon(key)) === true;
  for (const member of [...parts.options, ...parts.stages.flatMap(({ members }) => members)]) {
    if (isLookUp || !RETURNS.test(member.key)) continue;
    if (known.isProjectedAnew && /projection/.test(member.key)) continue;
    const strange = member.value.members.find(({ key }) => !isNamed(known, key));
    if (strange !== undefined) return { name: 'strangeName', ...at(strange) };
  }
  if (!isUnlimited(parts) || known.unlimited > 0) return null;
  return { name: 'shortened', from: first.from, to: last.value.to, sightings };
}

/** Whether commands of the collection, or of any, name all of a path. */
function isNamed({ words }: Collection, path: string): boolean {
  return path.split(/[."]/).every((word) => isCommon(word) || words.has(word));
}

/** The properties that a command asks for; empty for all of them. */
function projectionOf({ options }: CommandParts): string {
  const projection = options.find(({ key }) => key === 'projection');
  return projection?.value.members.map(({ key }) => key).join() ?? '';
}

const isUnlimited = ({ action, options }: CommandParts): boolean =>
  action === 'find' && !options.some(({ key }) => key === 'limit');

/** The conditions and stages of a command, without what orders, cuts or picks from the result. */
export function askedShape({
  action,
  filters,
  stages,
}: Pick<CommandParts, 'action' | 'filters' | 'stages'>): string {
  const conditions = filters.map((filter) =>
    filter
      .map(({ key, operand }) => `${key}:${operand}`)
      .sort()
      .join(),
  );
  const asking = stages.filter(({ operator }) => !/^\$(?:project|match)$/.test(operator));
  return [action, ...conditions, unpagedShape(asking)].join(' ');
}
