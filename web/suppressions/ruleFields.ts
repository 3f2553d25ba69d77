import type { SuppressionRule } from '../../lib/alerts/suppression/rule';
import type { Rule } from '../api/resources';

/** A rule as it is sent: members that are empty are null. */
export type RuleBody = Omit<SuppressionRule, 'id' | 'author' | 'createdUtc' | 'changedUtc'>;

/** Members that may be left out, with what to call them and an example. */
export const NARROWING = [
  { member: 'principal', name: 'Identity', example: 'key primaryMasterKey' },
  { member: 'address', name: 'Address or network', example: '203.0.113.0/28' },
  { member: 'application', name: 'Application', example: 'python-requests' },
  { member: 'country', name: 'Country', example: 'NL' },
  { member: 'container', name: 'Container', example: 'database/container' },
  { member: 'queryShape', name: 'Query shape', example: '2e8c42749d90d75f' },
] as const;
export type Narrowing = (typeof NARROWING)[number]['member'];

/** An id for a new rule, readable and of characters that ids may have. */
export function ruleId(name: string, now: number): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${words.slice(0, 40) || 'rule'}-${now.toString(36)}`;
}

/** The day on which a rule ends, as a date field has it. */
export function expiryDay(rule: Pick<Rule, 'expirationDateUtc'>): string {
  return rule.expirationDateUtc.slice(0, 10);
}
