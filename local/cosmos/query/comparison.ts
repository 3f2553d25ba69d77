import { isJsonObject } from '../json';

/** The order of types in Cosmos DB: undefined, null, false, true, numbers, strings, arrays, objects. */
function typeRank(value: unknown): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (typeof value === 'boolean') return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  return Array.isArray(value) ? 5 : 6;
}

/** Compares two values as ORDER BY does. Arrays and objects, whose order Azure leaves open, by their JSON. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0 || a === b) return rank;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'boolean') return a ? 1 : -1;
  const left = JSON.stringify(a);
  const right = JSON.stringify(b);
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The value at a path such as `['c', 'delivery', 'webhook']`; undefined where it does not exist. */
export function valueAtKeys(row: unknown, keys: readonly (string | number)[]): unknown {
  let value: unknown = row;
  for (const key of keys) {
    if (Array.isArray(value)) value = value[Number(key)] as unknown;
    else value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}
