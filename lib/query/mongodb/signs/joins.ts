/** Signs that a pipeline was made to fetch what the program did not ask for. */

import type { Sign } from '../../verdict';
import { memberOf } from '../constants';
import { reachOf } from '../filterTruth';
import type { Member, Node } from '../language/tree';
import { holdsAccounts } from '../names';
import { signAt } from './sign';

const SYSTEM_COLLECTION = 0.6;
const ALL_ACCOUNTS = 0.6;

/** Signs in one `$lookup`, `$unionWith` or `$graphLookup` of a pipeline on a collection. */
export function joinSigns({ value }: Member, collection: string | null): Sign[] {
  const from =
    value.kind === 'string' ? value : (memberOf(value, 'from') ?? memberOf(value, 'coll'));
  if (from?.kind !== 'string') return [];
  if (from.value.startsWith('system.')) {
    const meaning = "a join with one of the server's own collections";
    return [signAt(from, 'schema-or-file-access', SYSTEM_COLLECTION, meaning)];
  }
  if (!holdsAccounts(from.value) || collection === null || holdsAccounts(collection)) return [];
  if (!fetchesAll(value)) return [];
  return [signAt(value, 'union', ALL_ACCOUNTS, 'all accounts are added to the result')];
}

/** True without a field that joins the two, and without a condition on what is fetched. */
function fetchesAll(join: Node): boolean {
  if (join.kind === 'string') return true;
  if (memberOf(join, 'localField') !== undefined || memberOf(join, 'startWith') !== undefined) {
    return false;
  }
  const pipeline = memberOf(join, 'pipeline');
  if (pipeline?.kind !== 'array') return true;
  return pipeline.elements.every((stage) => {
    const match = memberOf(stage, '$match');
    return match === undefined || reachOf(match) === 'every' || reachOf(match) === 'nearly';
  });
}
