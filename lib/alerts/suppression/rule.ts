import type { StoredDocument } from '../../storage/documents';

/** `expired` is never stored: the time tells. */
export type RuleState = 'enabled' | 'disabled';

/**
 * What is known to be harmless. An alert has to fit every field that is not null, with all that it
 * knows.
 */
export interface SuppressionRule {
  readonly id: string;
  /** For a person. */
  readonly name: string;
  readonly reason: string;
  /** Who wrote it like this. */
  readonly author: string;
  readonly alertType: string;
  /** Lower-case resource id, or null for all accounts. */
  readonly accountId: string | null;
  /** As alerts name it: `entra 0f1e...`, `key primaryMasterKey`. */
  readonly principal: string | null;
  /** An address, or a network such as `203.0.113.0/24`. */
  readonly address: string | null;
  /** Family of software, as alerts name it. */
  readonly application: string | null;
  /** ISO 3166 code. */
  readonly country: string | null;
  /** `database/container`. */
  readonly container: string | null;
  /** Id of a query's shape, as alerts name it. */
  readonly queryShape: string | null;
  readonly expirationDateUtc: string;
  readonly state: RuleState;
  readonly createdUtc: string;
  readonly changedUtc: string;
}

/** A rule as it is stored, in the partition of the accounts that it is for. */
export interface RuleDocument extends SuppressionRule, StoredDocument {
  readonly id: string;
  readonly schemaVersion: 1;
  readonly scope: string;
}

/** Partition of the rules for all accounts. */
const EVERY_ACCOUNT = 'all';

export function toDocument(rule: SuppressionRule): RuleDocument {
  return { ...rule, schemaVersion: 1, scope: rule.accountId ?? EVERY_ACCOUNT };
}

/** The rule as callers see it. `now` in epoch ms. */
export function toRule(
  document: RuleDocument,
  now: number,
): Omit<SuppressionRule, 'state'> & { readonly state: RuleState | 'expired' } {
  return {
    id: document.id,
    name: document.name,
    reason: document.reason,
    author: document.author,
    alertType: document.alertType,
    accountId: document.accountId,
    principal: document.principal,
    address: document.address,
    application: document.application,
    country: document.country,
    container: document.container,
    queryShape: document.queryShape,
    expirationDateUtc: document.expirationDateUtc,
    state: hasExpired(document, now) ? 'expired' : document.state,
    createdUtc: document.createdUtc,
    changedUtc: document.changedUtc,
  };
}

export function isInForce(rule: SuppressionRule, now: number): boolean {
  return rule.state === 'enabled' && !hasExpired(rule, now);
}

function hasExpired({ expirationDateUtc }: SuppressionRule, now: number): boolean {
  return Date.parse(expirationDateUtc) <= now;
}
