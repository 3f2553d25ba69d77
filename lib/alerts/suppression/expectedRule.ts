import type { AlertDocument } from '../document';
import { NO_FACTS, type Facet } from '../facts';
import { allValues } from './covers';
import type { SuppressionRule } from './rule';

/**
 * The narrowest rule that covers an alert: every field on which all of its operations agree. The
 * country only where there are several addresses: one address has one, and lists of countries
 * change.
 */
export function expectedRule(
  { id, alertType, alertDisplayName, accountId, internal }: AlertDocument,
  said: Pick<SuppressionRule, 'reason' | 'author' | 'expirationDateUtc'>,
  now: number,
): SuppressionRule {
  const facts = { ...NO_FACTS, ...internal.facts };
  const only = (facet: Facet): string | null => {
    const values = allValues(facts, facet);
    return values?.length === 1 ? (values[0] ?? null) : null;
  };
  const address = only('addresses');
  const at = new Date(now).toISOString();
  return {
    id: expectedRuleId(id),
    name: `Expected: ${alertDisplayName}`.slice(0, 50),
    ...said,
    alertType,
    accountId,
    principal: only('principals'),
    address,
    application: only('applications'),
    country: address === null ? only('countries') : null,
    container: only('containers'),
    queryShape: only('queryShapes'),
    state: 'enabled',
    createdUtc: at,
    changedUtc: at,
  };
}

/** The same for the same alert, so that who asks twice has one rule. */
export function expectedRuleId(alert: AlertDocument['id']): string {
  return `expected-${alert}`;
}
