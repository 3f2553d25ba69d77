import { count, type Collection, type CommandBreak } from './collection';
import type { Condition } from './commandParts';

/** So many commands tell what all of a collection ask for. */
const FEWEST_COMMANDS = 3;
/** Longer filters are not compared. */
const MOST_CONDITIONS = 32;

type Asked = Pick<Condition, 'key' | 'operand'>;

/** Learns how a filter begins, and what it has in common with all others of its collection. */
export function learnFilter(
  known: Collection,
  filter: readonly Condition[],
  sightings: number,
): void {
  const keys = new Set(filter.map(({ key }) => key));
  known.required = new Set([...(known.required ?? keys)].filter((key) => keys.has(key)));
  if (filter.length > MOST_CONDITIONS) return;
  for (let length = 1; length < filter.length; length += 1) {
    count(known.beginnings, beginningOf(filter.slice(0, length)), sightings);
  }
}

/**
 * A filter that is only the beginning of a known one, and lacks what all of its collection ask for:
 * the rest was cut off behind a value.
 *
 * @param plain the conditions, with values where the known ones have values
 */
export function cutBreak(
  known: Collection,
  filter: readonly Condition[],
  plain: readonly Asked[],
): CommandBreak | null {
  const [first, last] = [filter.at(0), filter.at(-1)];
  if (first === undefined || last === undefined || known.templates < FEWEST_COMMANDS) return null;
  const sightings = known.beginnings.get(beginningOf(plain));
  const isWhole = [...(known.required ?? [])].every((name) =>
    plain.some(({ key }) => key === name),
  );
  if (sightings === undefined || isWhole) return null;
  return { name: 'shortened', from: first.from, to: last.value.to, sightings };
}

function beginningOf(conditions: readonly Asked[]): string {
  return conditions.map(({ key, operand }) => `${key}:${operand}`).join();
}
