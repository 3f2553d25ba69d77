/**
 * The settings that the registration of functions needs. They are read by hand: whatever is loaded
 * for it lengthens every cold start. `lib/settings` reads and reports them like all others.
 */

/** Name of the app setting, or of the group of settings, with the connection of the event hubs. */
export const HUB_CONNECTION = 'EventHubConnection';
export const EVENT_HUBS_SETTING = 'WARDEN_EVENT_HUBS';
export const CONSUMER_GROUP_SETTING = 'WARDEN_CONSUMER_GROUP';
export const DEFAULT_EVENT_HUBS: readonly string[] = ['cosmos-diagnostics', 'activity-log'];
export const DEFAULT_CONSUMER_GROUP = '$Default';

type Environment = Readonly<Record<string, string | undefined>>;

/** A hub to read, and the app settings that say how to reach its namespace. */
export interface HubSource {
  readonly connection: string;
  readonly hub: string;
  /** Tells its function from those of other hubs. */
  readonly suffix: string;
}

/**
 * Names of event hubs, comma-separated; `CONNECTION/HUB` for a hub of a further namespace, since
 * diagnostic settings reach only hubs in the region of their account. Null where one can be none.
 */
export function eventHubNames(text: string): readonly string[] | null {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => ENTRY.test(name)) ? names : null;
}

const ENTRY = /^(?:[A-Za-z][A-Za-z0-9_]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/;

function sourceOf(entry: string): HubSource {
  const slash = entry.indexOf('/');
  const connection = slash < 0 ? HUB_CONNECTION : entry.slice(0, slash);
  // Names of hubs may have dots, those of functions not.
  return { connection, hub: entry.slice(slash + 1), suffix: entry.replace(/[./]/g, '-') };
}

/** The app setting with the host name of a connection's namespace. */
export function namespaceSetting(connection: string): string {
  return `${connection}__fullyQualifiedNamespace`;
}

/** Connections of the hubs that have neither a namespace nor a connection string. */
export function missingConnections(
  entries: readonly string[],
  environment: Environment,
): readonly string[] {
  const connections = new Set(entries.map((entry) => sourceOf(entry).connection));
  return [...connections].filter((connection) =>
    [connection, namespaceSetting(connection)].every((name) => (environment[name] ?? '') === ''),
  );
}

/** The hubs with the namespace in place of a further connection, as `health` and positions have it. */
export function hubsWithNamespaces(
  entries: readonly string[],
  environment: Environment,
): readonly string[] {
  return entries.map((entry) => {
    const { connection, hub } = sourceOf(entry);
    const namespace = namespaceOf(connection, environment).toLowerCase();
    return connection === HUB_CONNECTION || namespace === '' ? entry : `${namespace}/${hub}`;
  });
}

/** Host name of a connection's namespace, by identity or by connection string; empty for neither. */
function namespaceOf(connection: string, environment: Environment): string {
  const name = environment[namespaceSetting(connection)] ?? '';
  const [, host = ''] = /Endpoint=sb:\/\/([^/:;]+)/i.exec(environment[connection] ?? '') ?? [];
  return name === '' ? host : name;
}

/** The hubs that functions are registered for. */
export function registeredHubs(): {
  readonly sources: readonly HubSource[];
  readonly consumerGroup: string;
} {
  const group = process.env[CONSUMER_GROUP_SETTING]?.trim() ?? '';
  const entries = eventHubNames(process.env[EVENT_HUBS_SETTING] ?? '') ?? DEFAULT_EVENT_HUBS;
  return {
    sources: entries.map(sourceOf),
    consumerGroup: group === '' ? DEFAULT_CONSUMER_GROUP : group,
  };
}
