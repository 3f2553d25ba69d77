import type { AlertDocument } from '../document';
import { MOST_VALUES, NO_FACTS, type Facet, type Facts } from '../facts';
import { parseAddress } from '../../intel/address';
import { contains, parseNetwork } from '../../intel/network';
import type { SuppressionRule } from './rule';

/** What rules look at. */
export type Coverable = Pick<AlertDocument, 'alertType' | 'accountId'> & {
  readonly internal: Pick<AlertDocument['internal'], 'facts'>;
};

/**
 * Whether a rule covers all that is known of an alert. One address, principal or container beside
 * the expected ones is enough to say no: else a thief hides behind an expected client. So is
 * anything that is not known: a client that is still looked for, a list that was cut.
 */
export function covers(rule: SuppressionRule, alert: Coverable): boolean {
  if (rule.alertType !== alert.alertType) return false;
  if (rule.accountId !== null && rule.accountId !== alert.accountId) return false;
  const facts = { ...NO_FACTS, ...alert.internal.facts };
  return (
    are(facts, 'principals', rule.principal) &&
    areIn(facts, rule.address) &&
    are(facts, 'applications', rule.application) &&
    are(facts, 'countries', rule.country) &&
    are(facts, 'containers', rule.container) &&
    are(facts, 'queryShapes', rule.queryShape)
  );
}

/** All values of a facet, where all of them are known, else null. */
export function allValues(facts: Facts, facet: Facet): readonly string[] | null {
  const values = facts[facet];
  const isOfClient = facet !== 'containers' && facet !== 'queryShapes';
  const isUnsettled = isOfClient && facts.pendingClients.length > 0;
  if (values.length === 0 || values.length >= MOST_VALUES || isUnsettled) return null;
  return facts.incomplete.includes(facet) ? null : values;
}

/** Names of containers are told apart by case; nothing else is. */
function are(facts: Facts, facet: Facet, wanted: string | null): boolean {
  if (wanted === null) return true;
  const plain = (text: string) => (facet === 'containers' ? text : text.toLowerCase());
  const values = allValues(facts, facet);
  return values !== null && values.every((value) => plain(value) === plain(wanted));
}

function areIn(facts: Facts, wanted: string | null): boolean {
  if (wanted === null) return true;
  const network = parseNetwork(wanted);
  const values = allValues(facts, 'addresses');
  if (network === null || values === null) return false;
  return values.every((value) => {
    const address = parseAddress(value);
    return address !== null && contains(network, address);
  });
}
