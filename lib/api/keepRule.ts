import type { DocumentStore, Versioned } from '../storage/documents';
import type { RuleDocument, SuppressionRule } from '../alerts/suppression/rule';
import { listRules, MOST_RULES, writeRule } from '../alerts/suppression/ruleStore';
import { Refusal } from './http';
import type { WritePorts } from './writing';

/** Makes sure that a rule which is not there yet still finds room. @throws Refusal 409 */
export async function checkRoom(
  store: DocumentStore,
  known: Versioned<RuleDocument> | null,
): Promise<void> {
  if (known !== null || (await listRules(store)).length < MOST_RULES) return;
  const detail = `There are ${MOST_RULES} suppression rules, which is the most; delete expired ones`;
  throw new Refusal(409, 'Too many rules', detail);
}

/**
 * Creates a rule, or replaces the version that is known of it; this instance holds alerts against it
 * from now on. Null where somebody else wrote it at the same time.
 * @throws Refusal 409 where it is for other accounts
 */
export async function keepRule(
  { store, suppressions }: WritePorts,
  rule: SuppressionRule,
  known: Versioned<RuleDocument> | null,
): Promise<Versioned<RuleDocument> | null> {
  if (known !== null && known.document.accountId !== rule.accountId) {
    const detail = 'The account of a rule cannot change; delete it and write another one';
    throw new Refusal(409, 'Conflict', detail, { member: 'accountId' });
  }
  const createdUtc = known?.document.createdUtc ?? rule.createdUtc;
  const kept = await writeRule(store, { ...rule, createdUtc }, known);
  suppressions.forget();
  return kept;
}
