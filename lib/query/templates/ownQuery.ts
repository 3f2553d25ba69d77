import { isCommon } from './newCode';
import type { TemplateIndex } from './templateIndex';

/** Queries of more templates with the same columns are put together as needed. */
const MOST_SHARING = 3;

/** Whether a query lists columns of its own, or changes data: no other one begins like it. */
export function isDistinctive(known: readonly string[]): boolean {
  if (/^(?:update|delete)$/i.test(known[0] ?? '')) return true;
  const from = known.findIndex((token) => /^from$/i.test(token));
  const columns = known.slice(1, Math.max(1, from));
  return columns.includes(',') && !columns.every(isCommon);
}

/** Whether a query has its columns to itself, but for a few others. */
export function isOwn(index: TemplateIndex, known: readonly string[]): boolean {
  return isDistinctive(known) && index.habits.sharingHead(known) <= MOST_SHARING;
}

/** Whether a query never came in another form: how others of the container grow says nothing. */
export function isSettled(index: TemplateIndex, known: readonly string[]): boolean {
  return isDistinctive(known) && index.habits.sharingHead(known) === 1;
}
