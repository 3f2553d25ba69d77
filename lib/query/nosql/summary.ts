import type { Reading } from './reading';
import * as N from './tree';

/** What the statement does, in a few words. */
export function summaryOf(reading: Reading): string {
  const { tree, tokens } = reading;
  const [main] = tree.queries;
  if (main === undefined || !reading.beginsWithSelect) return 'not a SELECT statement';
  const parts = [main.selectsAll ? 'selects whole items' : 'selects values'];
  const [alias] = reading.aliases;
  if (main.hasFrom && alias !== undefined) parts.push(`from ${tokens.textOf(alias).slice(0, 40)}`);
  if (main.sources.length > 0) parts.push(`over ${String(main.sources.length)} list(s)`);
  parts.push(main.filter === N.NONE ? 'without a filter' : 'with a filter');
  if (main.keyLists.length > 0) parts.push('ordered or grouped');
  if (tree.queries.length > 1) parts.push(`with ${String(tree.queries.length - 1)} subqueries`);
  return parts.join(', ');
}
