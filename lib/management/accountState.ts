import { isJsonObject, textOf, type JsonObject } from '../telemetry/fields';
import type { AccessEvent } from '../telemetry/event';
import { corsState } from './corsState';
import { exportStates } from './exportState';
import { firewallRules, firewallState } from './firewall';
import { bodyOf } from './requestBody';
import { grantIn } from './roleGrant';
import type { AccountState, Aspect } from './state';

/** What the record tells of the account's settings; a request's body tells only what it sets. */
export function statesOf(event: AccessEvent): readonly AccountState[] {
  const { management } = event;
  if (management === null) return [];
  return [...statesIn(settingsOf(event)), ...exportStates(event), ...rolesOf(event)];
}

/** Addresses and ranges that the record says the firewall lets in; none where it says nothing. */
export function letInBy(event: AccessEvent): readonly string[] {
  const [, ranges] =
    Object.entries(settingsOf(event)).find(([name]) => /^iprangefilter$/i.test(name)) ?? [];
  return firewallRules(textOf(ranges));
}

function rolesOf(event: AccessEvent): readonly AccountState[] {
  const grant = grantIn(event);
  if (grant === null || grant.principal === '' || grant.definition === '') return [];
  const value = `${grant.principal} ${grant.definition}`;
  return [{ aspect: 'role', value, logged: `${value} at ${grant.scope}` }];
}

type Settings = Readonly<Record<string, unknown>>;

function settingsOf(event: AccessEvent): Settings {
  const { management } = event;
  return management?.source === 'controlPlane'
    ? management.properties
    : settingsOfBody(bodyOf(event));
}

/** A request's body in the names of ControlPlaneRequests. */
function settingsOfBody(body: JsonObject | null): Settings {
  if (body === null) return {};
  const { ipRules, ipRangeFilter, publicNetworkAccess, isVirtualNetworkFilterEnabled, cors } = body;
  const diagnosticLog = body['diagnosticLogSettings'];
  return {
    ...(Array.isArray(ipRules) ? { ipRangeFilter: ipRules.map(rangeOf).join(',') } : {}),
    ...(ipRangeFilter === undefined ? {} : { ipRangeFilter }),
    publicNetworkAccess,
    enableVirtualNetworkFilter: isVirtualNetworkFilterEnabled,
    cors,
    ...(isJsonObject(diagnosticLog)
      ? { enableFullTextQuery: diagnosticLog['enableFullTextQuery'] }
      : {}),
  };
}

function rangeOf(rule: unknown): string {
  return isJsonObject(rule) ? textOf(rule['ipAddressOrRange']) : textOf(rule);
}

const FLAGS: readonly (readonly [name: string, aspect: Aspect])[] = [
  ['enablevirtualnetworkfilter', 'virtualNetworks'],
  ['enabledataplanerequeststrace', 'dataPlaneTrace'],
  ['enablecontrolplanerequeststrace', 'controlPlaneTrace'],
  ['enablemongorequeststrace', 'mongoTrace'],
  ['enablecassandrarequeststrace', 'cassandraTrace'],
  ['enablegremlinrequeststrace', 'gremlinTrace'],
];

/** The casing at the Event Hub is not documented, so names are compared in lower case. */
function statesIn(settings: Settings): readonly AccountState[] {
  const told = new Map(
    Object.entries(settings).flatMap(([name, value]): [string, string][] => {
      if (value === undefined || value === null) return [];
      const text = typeof value === 'object' ? JSON.stringify(value) : textOf(value);
      return [[name.toLowerCase(), text.trim()]];
    }),
  );
  const states: AccountState[] = [];
  const add = (aspect: Aspect, value: string, logged: string) =>
    states.push({ aspect, value, logged: logged.slice(0, 300) });
  const ranges = told.get('iprangefilter');
  if (ranges !== undefined) add('firewall', firewallState(ranges), ranges);
  const access = told.get('publicnetworkaccess')?.toLowerCase();
  if (access) add('publicAccess', access === 'enabled' ? 'on' : 'off', access);
  for (const [name, aspect] of FLAGS) {
    const flag = told.get(name);
    if (flag) add(aspect, /^true$/i.test(flag) ? 'on' : 'off', `${name}=${flag}`);
  }
  const cors = told.get('cors');
  if (cors) add('cors', corsState(cors), cors);
  const text = told.get('sqlquerytexttracetype') ?? told.get('enablefulltextquery');
  if (text) add('queryText', /^(full|true)/i.test(text) ? 'full' : 'none', text);
  return states;
}
