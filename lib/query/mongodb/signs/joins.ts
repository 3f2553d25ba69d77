/** Signs that a pipeline was made to fetch what the program did not ask for. */

import type { Sign } from '../../verdict';
import { memberOf } from '../constants';
import { isTyped } from '../extremes';
import { reachOf } from '../filterTruth';
import type { Member, Node } from '../language/tree';
import { holdsAccounts, holdsSecrets, isIdentity, isReference } from '../names';
import { signAt } from './sign';

const SYSTEM_COLLECTION = 0.6;
const ALL_ACCOUNTS = 0.6;
const SOME_ACCOUNTS = 0.5;
/** Two letters, a run of one letter, or a word for nothing: no name of a field. */
const MEANINGLESS =
  /^(?!id$)(?:[a-z]{1,2}|([a-z])\1*|[a-z]\d+|_+|nope|foo|bar|baz|none|null|undefined|dummy|fake|junk|nothing|missing|(?:not|non|does)\w*exist\w*|)$/i;

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
  if (isJoined(value)) {
    if (!joinsAll(value)) return [];
    const meaning = 'accounts are joined by a field that names nothing';
    return [signAt(value, 'union', SOME_ACCOUNTS, meaning)];
  }
  const stages = memberOf(value, 'pipeline');
  const reached = stages?.kind === 'array' ? stages.elements : [];
  const secret = holdsSecrets(from.value);
  if (reached.some((stage) => isOfOneOrCounted(stage, secret))) return [];
  if (reached.every(matchesAll)) {
    return [signAt(value, 'union', ALL_ACCOUNTS, 'all accounts are added to the result')];
  }
  const meaning = 'accounts are added that have nothing to do with the result';
  return [signAt(value, 'union', SOME_ACCOUNTS, meaning)];
}

/** True with a field or a variable that joins the two. */
function isJoined(join: Node): boolean {
  if (memberOf(join, 'localField') !== undefined) return true;
  const start = memberOf(join, 'startWith');
  if (start !== undefined) return start.kind !== 'string' || start.value.startsWith('$');
  const variables = memberOf(join, 'let');
  return variables?.kind === 'object' && variables.members.length > 0;
}

/** `localField: 'zz', foreignField: 'zz'`: neither has it, and nothing equals nothing. */
function joinsAll(join: Node): boolean {
  const local = memberOf(join, 'localField');
  const foreign = memberOf(join, 'foreignField');
  if (local?.kind !== 'string' || foreign?.kind !== 'string') return false;
  return local.value === foreign.value && MEANINGLESS.test(local.value);
}

/** A stage that names the account, or that keeps only a number. */
function isOfOneOrCounted(stage: Node, secret: boolean): boolean {
  if (stage.kind !== 'object') return false;
  return stage.members.some(({ key, value }) => {
    if (key === '$count' || key === '$group') return true;
    const conditions = key === '$match' && value.kind === 'object' ? value.members : [];
    return conditions.some((condition) => namesAccount(condition, secret));
  });
}

/** Of secrets a program asks by an id that it keeps, and not by a name that a person can guess. */
function namesAccount({ key, value }: Member, secret: boolean): boolean {
  if (secret) return isTyped(value);
  return value.kind !== 'object' && (isIdentity(key) || isReference(key));
}

function matchesAll(stage: Node): boolean {
  const match = memberOf(stage, '$match');
  return match === undefined || reachOf(match) === 'every' || reachOf(match) === 'nearly';
}
