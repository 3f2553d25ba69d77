/** What a record tells of how an account is set up: an aspect, and how that stands. */
export interface AccountState {
  readonly aspect: Aspect;
  /** `none`, `all`, `on`...; one account has only few values of an aspect. */
  readonly value: string;
  /** The setting as logged, for a person. */
  readonly logged: string;
}

export type Aspect =
  | 'firewall'
  | 'virtualNetworks'
  | 'publicAccess'
  | 'cors'
  | 'dataPlaneTrace'
  | 'controlPlaneTrace'
  | 'mongoTrace'
  | 'cassandraTrace'
  | 'gremlinTrace'
  | 'queryText'
  /** A category of the diagnostic settings, `DataPlaneRequests on`. */
  | 'export'
  /** A category in one of these settings, `<setting> DataPlaneRequests on`, or `<setting> deleted`. */
  | 'exports'
  /** A role over data, `<principal> <definition>`. */
  | 'role';

/** Values that keep somebody out, or let somebody see. */
const GUARDS: ReadonlySet<string> = new Set(['listed', 'full']);

/** True for what guards an account, and so makes it news when it ends. */
export function isGuard({ aspect, value }: AccountState): boolean {
  if (aspect === 'publicAccess') return value === 'off';
  if (aspect === 'role') return false;
  return GUARDS.has(value) || /(^| )on$/.test(value);
}

/** How a state stands in a profile: `firewall none`. */
export function stateText({ aspect, value }: Pick<AccountState, 'aspect' | 'value'>): string {
  return `${aspect} ${value}`;
}
