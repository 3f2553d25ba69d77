import type { AccessEvent, Principal } from '../telemetry/event';

/** Values of one kind that an alert names; more are left out. */
export const MOST_VALUES = 20;
/** Operations of one alert whose client may still be looked for. */
const MOST_PENDING = 500;

/** What is known of the operations behind an alert. Lists are sorted, so order of arrival is nothing. */
export interface Facts {
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
  readonly principals: readonly string[];
  readonly applications: readonly string[];
  readonly operations: readonly string[];
  /** `database/container`. */
  readonly containers: readonly string[];
  readonly responseBytes: number;
  readonly requestUnits: number;
  /** Rows that queries returned, where logged. */
  readonly rows: number;
  /** Activity ids of operations whose client is not known yet. */
  readonly pendingClients: readonly string[];
}

export const NO_FACTS: Facts = {
  addresses: [],
  countries: [],
  principals: [],
  applications: [],
  operations: [],
  containers: [],
  responseBytes: 0,
  requestUnits: 0,
  rows: 0,
  pendingClients: [],
};

/** The client behind an operation; a query record has none of its own. */
export interface Client {
  readonly address: string;
  readonly principal: Principal;
  readonly application: string;
}

export function clientOf(event: AccessEvent): Client | null {
  if (event.clientIp === '') return null;
  return {
    address: event.clientIp,
    principal: event.principal,
    application: event.application.family,
  };
}

/** `entra 0f1e...`, `key primaryMasterKey`: kind and id for a person. */
export function principalText({ kind, id }: Principal): string {
  return id === '' ? kind : `${kind} ${id}`;
}

/** Facts of a client alone. */
export function factsOfClient(client: Client, country: string | null): Facts {
  return {
    ...NO_FACTS,
    addresses: some(client.address),
    countries: some(country ?? ''),
    principals: client.principal.kind === 'unknown' ? [] : [principalText(client.principal)],
    applications: some(client.application),
  };
}

/** Facts of one event; `client` stands in for what a query record lacks. */
export function factsOf(event: AccessEvent, client: Client | null, country: string | null): Facts {
  const known = client === null ? NO_FACTS : factsOfClient(client, country);
  return {
    ...known,
    operations: some(event.operationName),
    containers: some(containerPath(event)),
    responseBytes: event.responseBytes,
    requestUnits: event.requestUnits,
    rows: Math.max(0, event.query?.rows ?? 0),
    pendingClients: client === null ? some(event.activityId) : [],
  };
}

/** Both together; sums are added, so each operation may be given only once. */
export function mergeFacts(a: Facts, b: Facts): Facts {
  return {
    addresses: union(a.addresses, b.addresses),
    countries: union(a.countries, b.countries),
    principals: union(a.principals, b.principals),
    applications: union(a.applications, b.applications),
    operations: union(a.operations, b.operations),
    containers: union(a.containers, b.containers),
    responseBytes: a.responseBytes + b.responseBytes,
    requestUnits: a.requestUnits + b.requestUnits,
    rows: a.rows + b.rows,
    pendingClients: union(a.pendingClients, b.pendingClients, MOST_PENDING),
  };
}

export function containerPath(event: AccessEvent): string {
  if (event.database === '') return '';
  return event.container === '' ? event.database : `${event.database}/${event.container}`;
}

function some(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

/** Smallest values first: which ones stay does not depend on the order of arrival. */
function union(a: readonly string[], b: readonly string[], most = MOST_VALUES): readonly string[] {
  if (b.length === 0 || b.every((value) => a.includes(value))) return a;
  return [...new Set([...a, ...b])].sort().slice(0, most);
}
