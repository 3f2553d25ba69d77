import type { SuppressionRule } from '../../../lib/alerts/suppression/rule';

/** A rule that hides all alerts of a type, unless told otherwise. */
export function suppressionRule(more: Partial<SuppressionRule> = {}): SuppressionRule {
  return {
    id: 'rule',
    name: 'Known scanner',
    reason: 'Our own test',
    author: 'anna',
    alertType: 'CosmosDB_TorAnomaly',
    accountId: null,
    principal: null,
    address: null,
    application: null,
    country: null,
    container: null,
    queryShape: null,
    expirationDateUtc: '2026-12-22T00:00:00.000Z',
    state: 'enabled',
    createdUtc: '2026-11-22T00:00:00.000Z',
    changedUtc: '2026-11-22T00:00:00.000Z',
    ...more,
  };
}
