import type { Alert } from '../../lib/alerts/alert';
import { MOST_VALUES } from '../../lib/alerts/facts';
import type { Api } from '../../lib/telemetry/event';
import { evidenceOf } from './evidence';
import { isChain } from './story';

const API_TABLES: Readonly<Record<Exclude<Api, 'nosql'>, string>> = {
  mongodb: 'CDBMongoRequests',
  cassandra: 'CDBCassandraRequests',
  gremlin: 'CDBGremlinRequests',
  table: 'CDBTableApiRequests',
};
const OF_MANAGEMENT = /ListKeys|KeyRegeneration|RoleEscalation|NetworkExposure|LoggingDisabled/;

/** A query for Log Analytics (resource-specific tables) that shows the records behind an alert. */
export function kqlOf(alert: Alert): string {
  if (OF_MANAGEMENT.test(alert.alertType)) return managementQuery(alert);
  // Its steps are of both kinds; an empty line ends a query.
  if (isChain(alert)) return `${managementQuery(alert)}\n\n${requestQuery(alert)}`;
  const isOfQuery = alert.extendedProperties['query'] !== undefined;
  if (isOfQuery && (alert.api === 'nosql' || alert.api === null)) return queryTextQuery(alert);
  return requestQuery(alert);
}

function requestQuery(alert: Alert): string {
  const { api } = alert;
  const others = api === null || api === 'nosql' ? [] : [API_TABLES[api]];
  return lines([
    `union isfuzzy=true withsource=Table ${['CDBDataPlaneRequests', ...others].join(', ')}`,
    ...scopeOf(alert),
    ...(others.length === 0
      ? []
      : ['| extend ClientIpAddress = coalesce(ClientIpAddress, column_ifexists("Address", ""))']),
    ...containersOf(alert),
    ...clientsOf(alert),
    '| sort by TimeGenerated asc',
  ]);
}

/** Query records name no client: that stands in the data-plane record of the same activity. */
function queryTextQuery(alert: Alert): string {
  return lines([
    'CDBQueryRuntimeStatistics',
    ...scopeOf(alert),
    ...containersOf(alert),
    '| project TimeGenerated, ActivityId, DatabaseName, CollectionName, QueryText',
    '| join kind=leftouter (',
    '    CDBDataPlaneRequests',
    ...scopeOf(alert, 15).map((line) => `    ${line}`),
    '    | project ActivityId, ClientIpAddress, AadPrincipalId, AuthTokenType, UserAgent, StatusCode, ResponseLength',
    '  ) on ActivityId',
    '| project-away ActivityId1',
    '| sort by TimeGenerated asc',
  ]);
}

function managementQuery(alert: Alert): string {
  const addresses = complete(evidenceOf(alert, 'addresses'));
  return lines([
    'union isfuzzy=true withsource=Table',
    '  (AzureActivity',
    ...scopeOf(alert, 5).map((line) => `    ${line}`),
    ...(addresses === null ? [] : [`    | where CallerIpAddress in (${texts(addresses)})`]),
    '    | project TimeGenerated, _ResourceId, OperationName = OperationNameValue, Status = ActivityStatusValue, Caller, CallerIpAddress, CorrelationId),',
    '  (CDBControlPlaneRequests',
    ...scopeOf(alert, 5).map((line) => `    ${line}`),
    '    | project TimeGenerated, _ResourceId, OperationName, ActivityId)',
    '| sort by TimeGenerated asc',
  ]);
}

/** @param minutes around the alert: the other record of an operation may bear another time */
function scopeOf({ startTimeUtc, endTimeUtc, resourceIdentifiers }: Alert, minutes = 0): string[] {
  const around = minutes * 60_000;
  const from = Math.floor((Date.parse(startTimeUtc) - around) / 1000) * 1000;
  const to = Math.ceil((Date.parse(endTimeUtc) + around + 1) / 1000) * 1000;
  const ids = resourceIdentifiers.map(({ azureResourceId }) => azureResourceId);
  // Resources of a subscription begin with its id.
  const accounts = ids.filter((id) => id.includes('/databaseaccounts/'));
  const where =
    accounts.length > 0
      ? `_ResourceId in~ (${texts(accounts)})`
      : `_ResourceId startswith ${quoted(ids[0] ?? '')}`;
  return [
    `| where TimeGenerated between (datetime(${isoTime(from)}) .. datetime(${isoTime(to)}))`,
    `| where ${where}`,
  ];
}

function containersOf(alert: Alert): string[] {
  const containers = complete(evidenceOf(alert, 'containers'));
  if (containers === null) return [];
  return [`| where strcat(DatabaseName, "/", CollectionName) in (${texts(containers)})`];
}

function clientsOf(alert: Alert): string[] {
  const addresses = complete(evidenceOf(alert, 'addresses'));
  const principals = complete(evidenceOf(alert, 'principals'));
  const byPrincipal = principals?.map(principalCondition) ?? [];
  const isTold = byPrincipal.length > 0 && byPrincipal.every((condition) => condition !== null);
  return [
    ...(addresses === null ? [] : [`| where ClientIpAddress in (${texts(addresses)})`]),
    // Only the data plane's own table names identities.
    ...(isTold && (alert.api === 'nosql' || alert.api === null)
      ? [`| where ${byPrincipal.join(' or ')}`]
      : []),
  ];
}

function principalCondition(principal: string): string | null {
  const [kind, id] = principal.split(/ (.*)/s, 2);
  if (id === undefined) return null;
  if (kind === 'entra') return `AadPrincipalId =~ ${quoted(id)}`;
  if (kind === 'key') return `AuthTokenType =~ ${quoted(id)} or KeyType =~ ${quoted(id)}`;
  return null;
}

/** Null where there are none, or so many that some may be left out. */
function complete(values: readonly string[]): readonly string[] | null {
  return values.length === 0 || values.length >= MOST_VALUES ? null : values;
}

function texts(values: readonly string[]): string {
  return values.map(quoted).join(', ');
}

/** A KQL string: whatever a log holds cannot end it. */
function quoted(text: string): string {
  const safe = text.replace(/[^\x20-\x7e]|["\\]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${safe}"`;
}

function isoTime(time: number): string {
  return new Date(time).toISOString().replace('.000', '');
}

function lines(parts: readonly string[]): string {
  return parts.join('\n');
}
