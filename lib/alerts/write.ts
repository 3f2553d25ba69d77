import type { AlertType } from './alertType';
import { ALL_SUBSCRIPTIONS } from '../management/subscription';
import { worse, type Alert, type Entity } from './alert';
import type { AlertDocument } from './document';
import type { Facts } from './facts';
import type { CountryOf, Gathered } from './gather';
import { relatedText } from './stories';

/** What stays when an alert is written anew. */
type Kept = Pick<
  Alert,
  | 'timeGeneratedUtc'
  | 'status'
  | 'revision'
  | 'assignedTo'
  | 'history'
  | 'delivery'
  | 'suppressedBy'
  | 'continues'
> &
  Pick<AlertDocument, 'id' | 'accountId' | 'deliveryDueAt'> & {
    readonly order: string;
    readonly related: AlertDocument['internal']['related'];
    readonly chains?: AlertDocument['internal']['chains'];
  };

/** Writes out all texts of an alert from what it has gathered. */
export function writeAlert(
  detector: AlertType,
  gathered: Gathered,
  country: CountryOf,
  kept: Kept,
): AlertDocument {
  const { metadata } = detector;
  const { finding, facts, details, startTime, endTime, occurrences } = gathered;
  const { group, api } = finding;
  const { order, related, chains, ...base } = kept;
  const account = kept.accountId;
  const story = {
    account,
    group,
    occurrences,
    startTime,
    endTime,
    facts,
    details,
  };
  const reason = detector.reason(story);
  const severity = worse(gathered.severity, detector.escalate?.(story) ?? 'Informational');
  const entities = entitiesOf(account, facts, country);
  return {
    id: base.id,
    schemaVersion: 1,
    accountId: account,
    alertType: metadata.id,
    alertDisplayName: metadata.title,
    description: metadata.description,
    severity,
    intent: metadata.intents.join(','),
    techniques: metadata.techniques,
    startTimeUtc: new Date(startTime).toISOString(),
    endTimeUtc: new Date(endTime).toISOString(),
    timeGeneratedUtc: base.timeGeneratedUtc,
    status: base.status,
    compromisedEntity: account,
    resourceIdentifiers: resourcesOf(account, facts).map((azureResourceId) => {
      return { type: 'AzureResource', azureResourceId };
    }),
    entities,
    remediationSteps: metadata.remediationSteps,
    extendedProperties: { ...details, ...factTexts(facts), ...relatedText(related, chains) },
    supportingEvidence: { type: 'activity', startTime, endTime, occurrences, ...facts },
    api,
    confidence: gathered.confidence,
    reason,
    occurrences,
    revision: base.revision,
    detector: { id: metadata.id, version: metadata.version, maturity: metadata.maturity },
    assignedTo: base.assignedTo,
    history: base.history,
    delivery: base.delivery,
    suppressedBy: base.suppressedBy,
    continues: base.continues,
    deliveryDueAt: base.deliveryDueAt,
    internal: {
      order,
      search: [
        metadata.id,
        metadata.title,
        account,
        ...facts.accounts,
        reason,
        ...facts.addresses,
        ...facts.principals,
      ]
        .join('\n')
        .toLowerCase(),
      group,
      startTime,
      endTime,
      occurrences: gathered.stored,
      facts,
      details,
      related,
      chains,
    },
  };
}

/** All subscriptions together are no resource. */
function resourcesOf(account: string, { accounts }: Facts): readonly string[] {
  return account === ALL_SUBSCRIPTIONS ? accounts : [account, ...accounts];
}

function entitiesOf(account: string, facts: Facts, country: CountryOf): Entity[] {
  const addresses = facts.addresses.map((address): Entity => {
    const countryCode = country(address);
    return { type: 'ip', address, ...(countryCode === null ? {} : { location: { countryCode } }) };
  });
  return [
    ...resourcesOf(account, facts).map((resourceId): Entity => {
      return { type: 'azure-resource', resourceId };
    }),
    ...addresses,
    ...facts.principals.map((name): Entity => ({ type: 'account', name })),
    ...facts.applications.map((name): Entity => ({ type: 'cloud-application', name })),
  ];
}

function factTexts(facts: Facts): Record<string, string> {
  const texts: Record<string, string> = {
    addresses: facts.addresses.join(', '),
    principals: facts.principals.join(', '),
    applications: facts.applications.join(', '),
    operations: facts.operations.join(', '),
    containers: facts.containers.join(', '),
    responseBytes: String(facts.responseBytes),
  };
  if (facts.queryShapes.length > 0) texts['queryShapes'] = facts.queryShapes.join(', ');
  const [first] = facts.pendingClients;
  if (first !== undefined) {
    texts['operationsOfUnknownClient'] = String(facts.pendingClients.length);
    texts['findClient'] = `CDBDataPlaneRequests | where ActivityId == "${kqlText(first)}"`;
  }
  return texts;
}

/** Activity ids come from the log: what is no id is not put into a query. */
function kqlText(activityId: string): string {
  return activityId.replace(/[^0-9A-Za-z-]/g, '');
}
