import { rawCopy } from './rawCopy';
import type { JsonObject } from './fields';

const MOST_MEMBERS = 64;
export const LONGEST_TEXT = 4_096;
const LONGEST_NAME = 256;

/**
 * The members of an object as texts, nested values as JSON: at most 64 of at most 4,096 characters.
 * The result has no prototype, so a member called `__proto__` is a member like any other.
 */
export function shallowTexts(object: JsonObject | null): Record<string, string> {
  // Object.create is typed `any`; an object without prototype is an empty record of texts.
  const texts = Object.create(null) as Record<string, string>;
  if (object === null) return texts;
  let count = 0;
  for (const name in object) {
    if (count++ >= MOST_MEMBERS) break;
    texts[name.slice(0, LONGEST_NAME)] = textOfMember(object[name]);
  }
  return texts;
}

function textOfMember(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, LONGEST_TEXT);
  return value === null || value === undefined ? '' : rawCopy(value, LONGEST_TEXT);
}
