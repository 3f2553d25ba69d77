import type { DocumentStore, Versioned } from '../../storage/documents';
import { toDocument, type RuleDocument, type SuppressionRule } from './rule';

/** Rules that there may be. */
export const MOST_RULES = 500;

/** All rules, by id. @throws StorageError */
export function listRules(store: DocumentStore): Promise<readonly RuleDocument[]> {
  const orderBy = { field: 'id', descending: false };
  return store.query<RuleDocument>('suppressions', { orderBy });
}

/** The rule with this id, whatever accounts it is for, or null. @throws StorageError */
export async function readRule(
  store: DocumentStore,
  id: string,
): Promise<Versioned<RuleDocument> | null> {
  const [found] = await store.query<RuleDocument>('suppressions', {
    where: [{ field: 'id', is: 'equal', value: id }],
    limit: 1,
  });
  return found === undefined ? null : store.read('suppressions', found.scope, id);
}

/**
 * Creates a rule, or replaces the version that is known of it.
 * @returns null where somebody else was faster
 * @throws StorageError
 */
export function writeRule(
  store: DocumentStore,
  rule: SuppressionRule,
  known: Versioned<RuleDocument> | null,
): Promise<Versioned<RuleDocument> | null> {
  const document = toDocument(rule);
  return known === null
    ? store.create('suppressions', document)
    : store.replace('suppressions', document, known.etag);
}

/**
 * Deletes the version of a rule that is known; false where it has changed meanwhile.
 * @throws StorageError
 */
export async function removeRule(
  store: DocumentStore,
  { document, etag }: Versioned<RuleDocument>,
): Promise<boolean> {
  // The port deletes without a condition, so the version is claimed first.
  const claimed = await store.replace('suppressions', { ...document, state: 'disabled' }, etag);
  if (claimed === null) return false;
  await store.remove('suppressions', document.scope, document.id);
  return true;
}
