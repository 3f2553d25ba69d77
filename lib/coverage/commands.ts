import type { Category } from '../telemetry/event';

/** An id that may stand in a shell's quotes: it comes from a log. */
const RESOURCE_ID =
  /^\/subscriptions\/[\w-]+\/resourcegroups\/[\w().-]+\/providers\/microsoft\.documentdb\/databaseaccounts\/[a-z0-9-]+$/;
const DIAGNOSTICS_API = '2021-05-01-preview';
/** The rule that the templates in `infra` make for Azure Monitor. */
const MONITOR_RULE = 'azure-monitor';

/** The account's id in quotes; a word in brackets where the log told no id that a shell may be given. */
export function quotedId(accountId: string): string {
  return RESOURCE_ID.test(accountId) ? `"${accountId}"` : '"<resource id of the account>"';
}

/** The id of the account's subscription, `/subscriptions/<guid>`; empty where none is told. */
export function subscriptionOf(accountId: string): string {
  return /^\/subscriptions\/[\w-]+(?=\/)/.exec(accountId)?.[0] ?? '';
}

/** Shows which settings send what where. */
export function listSettings(accountId: string): string {
  return (
    `az monitor diagnostic-settings list --resource ${quotedId(accountId)} ` +
    `--query "[].{name:name, hub:eventHubName, rule:eventHubAuthorizationRuleId, logs:logs[?enabled].category}" -o json`
  );
}

/**
 * Sends categories to the hub that is read, by a setting that holds only these, so that nothing comes
 * twice.
 * @param hub `namespace/hub`
 */
export function exportCategories(
  accountId: string,
  categories: readonly Category[],
  hub: string,
): string {
  const logs = JSON.stringify(categories.map((category) => ({ category, enabled: true })));
  return (
    `az monitor diagnostic-settings create --name cosmos-warden-${categories.join('-').toLowerCase()} ` +
    `--resource ${quotedId(accountId)} --event-hub "${hubName(hub)}" ` +
    `--event-hub-rule "${authorizationRule(hub)}" --logs '${logs}'`
  );
}

/** Sends the subscription's Activity Log to a hub. */
export function exportActivityLog(accountId: string, hub: string): string {
  const subscription = subscriptionOf(accountId) || '/subscriptions/<id>';
  const body = JSON.stringify({
    properties: {
      eventHubName: 'activity-log',
      eventHubAuthorizationRuleId: '<RULE>',
      // Who did what; the parser reads nothing else of it.
      logs: [{ category: 'Administrative', enabled: true }],
    },
  });
  // Double quotes, so that the shell puts the rule in.
  const quoted = body.replace(/"/g, '\\"').replace('<RULE>', authorizationRule(hub));
  return (
    `az rest --method put --uri "${subscription}/providers/Microsoft.Insights/diagnosticSettings/` +
    `cosmos-warden?api-version=${DIAGNOSTICS_API}" --body "${quoted}"`
  );
}

/** Lets the logs hold query texts as they were sent; https://learn.microsoft.com/azure/cosmos-db/monitor-resource-logs */
export function fullQueryText(accountId: string): string {
  const uri = quotedId(accountId).replace(/"$/, `?api-version=${DIAGNOSTICS_API}"`);
  const body = { properties: { diagnosticLogSettings: { enableFullTextQuery: 'True' } } };
  return `az rest --method patch --uri ${uri} --body '${JSON.stringify(body)}'`;
}

export function deleteSetting(accountId: string): string {
  return `az monitor diagnostic-settings delete --resource ${quotedId(accountId)} --name "<the setting that is too many>"`;
}

/** Sends a request with a key that cannot be right: it has to show in the logs within minutes. */
export function provokeRefusal(accountId: string): string {
  const endpoint = `$(az cosmosdb show --ids ${quotedId(accountId)} --query documentEndpoint -o tsv)`;
  return (
    `curl -s -o /dev/null -w "%{http_code}\\n" ${endpoint}dbs ` +
    `-H "x-ms-version: 2018-12-31" -H "x-ms-date: $(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')" ` +
    `-H "authorization: type%3Dmaster%26ver%3D1.0%26sig%3DAAAA"`
  );
}

function hubName(hub: string): string {
  return hub.slice(hub.lastIndexOf('/') + 1);
}

/** Found by the namespace's name: the logs do not tell its resource group. */
function authorizationRule(hub: string): string {
  const host = hub.slice(0, hub.lastIndexOf('/'));
  const namespace = /^[\w-]+/.exec(host)?.[0] ?? '<namespace>';
  return (
    `$(az eventhubs namespace list --query "[?name=='${namespace}'].id" -o tsv)` +
    `/authorizationRules/${MONITOR_RULE}`
  );
}
