import { containerPath } from '../telemetry/displayNames';
import type { AccessEvent, Principal } from '../telemetry/event';

/** Values of one kind that an alert names; more are left out. */
export const MOST_VALUES = 20;
/** Accounts that an alert over several names. */
export const MOST_ACCOUNTS = 100;
/** Operations of one alert whose client may still be looked for. */
const MOST_PENDING = 500;

/** Facets that a client has, and those that a request has. */
const OF_CLIENT = ['addresses', 'countries', 'principals', 'applications'] as const;
const OF_REQUEST = ['containers', 'queryShapes'] as const;
/** A kind of value by which the operations behind alerts can be told apart. */
export type Facet = (typeof OF_CLIENT)[number] | (typeof OF_REQUEST)[number];

/** What is known of the operations behind an alert. Lists are sorted, so order of arrival is nothing. */
export interface Facts {
  readonly addresses: readonly string[];
  readonly countries: readonly string[];
  readonly principals: readonly string[];
  readonly applications: readonly string[];
  readonly operations: readonly string[];
  /** Resource ids, where an alert is about several accounts of a subscription. */
  readonly accounts: readonly string[];
  /** `database/container`. */
  readonly containers: readonly string[];
  /** Ids of the shapes of query texts. */
  readonly queryShapes: readonly string[];
  /** Facets whose list is not the whole truth, such as where an operation has no value. */
  readonly incomplete: readonly Facet[];
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
  accounts: [],
  containers: [],
  queryShapes: [],
  incomplete: [],
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
export function principalText(principal: Principal): string {
  if (principal !== lastPrincipal) {
    const { kind, id } = principal;
    lastText = id === '' ? kind : `${kind} ${id}`;
    lastPrincipal = principal;
  }
  return lastText;
}

// What one principal did comes in runs.
let lastPrincipal: Principal | null = null;
let lastText = '';

/** Facts of a client alone. */
export function factsOfClient(client: Client, country: string | null): Facts {
  const facts = {
    ...NO_FACTS,
    addresses: some(client.address),
    countries: some(country ?? ''),
    principals: client.principal.kind === 'unknown' ? [] : [principalText(client.principal)],
    applications: some(client.application),
  };
  return { ...facts, incomplete: OF_CLIENT.filter((facet) => facts[facet].length === 0) };
}

/**
 * Facts of one event; `client` stands in for what a query record lacks.
 * @param queryShape id of the shape of its query text, or empty
 */
export function factsOf(
  event: AccessEvent,
  client: Client | null,
  country: string | null,
  queryShape: string,
): Facts {
  const known = client === null ? NO_FACTS : factsOfClient(client, country);
  const request = {
    containers: some(containerPath(event)),
    queryShapes: some(queryShape),
  };
  const incomplete = OF_REQUEST.filter((facet) => request[facet].length === 0);
  return {
    ...known,
    ...request,
    incomplete: union(known.incomplete, incomplete),
    operations: some(event.operationName),
    responseBytes: event.responseBytes,
    requestUnits: event.requestUnits,
    rows: Math.max(0, event.query?.rows ?? 0),
    // A change of the account has no request by a client.
    pendingClients: client === null && event.management === null ? some(event.activityId) : [],
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
    accounts: union(a.accounts, b.accounts, MOST_ACCOUNTS),
    containers: union(a.containers, b.containers),
    queryShapes: union(a.queryShapes, b.queryShapes),
    incomplete: union(a.incomplete, b.incomplete),
    responseBytes: a.responseBytes + b.responseBytes,
    requestUnits: a.requestUnits + b.requestUnits,
    rows: a.rows + b.rows,
    pendingClients: union(a.pendingClients, b.pendingClients, MOST_PENDING),
  };
}

/** Facts of one hour instead of those of another: what only the other names is no longer shown. */
export function insteadOf(kept: Facts, dropped: Facts): Facts {
  const lost = [...OF_CLIENT, ...OF_REQUEST].filter((facet) =>
    dropped[facet].some((value) => !kept[facet].includes(value)),
  );
  const incomplete = union(union(kept.incomplete, dropped.incomplete), lost);
  return { ...kept, incomplete };
}

function some(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

/** Smallest values first: which ones stay does not depend on the order of arrival. */
function union<T extends string>(
  a: readonly T[],
  b: readonly T[],
  most = MOST_VALUES,
): readonly T[] {
  if (b.length === 0 || b.every((value) => a.includes(value))) return a;
  return [...new Set([...a, ...b])].sort().slice(0, most);
}
