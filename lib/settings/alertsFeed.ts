/** The settings that the change feed's trigger needs; read by hand, as in `hubs`. */

/** Group of app settings with the connection of the database, or one with a connection string. */
export const COSMOS_CONNECTION = 'WARDEN_COSMOS';
export const COSMOS_DATABASE_SETTING = 'WARDEN_COSMOS_DATABASE';
export const DEFAULT_COSMOS_DATABASE = 'warden';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the host can connect to the database, by managed identity or connection string. */
export function hasCosmosConnection(environment: Environment): boolean {
  const names = [COSMOS_CONNECTION, `${COSMOS_CONNECTION}__accountEndpoint`];
  return names.some((name) => (environment[name] ?? '') !== '');
}

/** The database whose alerts the trigger watches, or null where the host cannot connect to it. */
export function registeredDatabase(): string | null {
  if (!hasCosmosConnection(process.env)) return null;
  const name = process.env[COSMOS_DATABASE_SETTING]?.trim() ?? '';
  return name === '' ? DEFAULT_COSMOS_DATABASE : name;
}
