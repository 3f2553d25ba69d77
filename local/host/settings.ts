/** A binding names an app setting that is missing or cannot be used. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  constructor(
    readonly setting: string,
    message: string,
  ) {
    super(message);
  }
}

export type Settings = Readonly<Record<string, string>>;

/**
 * Replaces each `%NAME%` in a binding value by the app setting of that name.
 *
 * @throws {SettingError} for a setting that does not exist, as in Azure.
 */
export function resolveExpressions(value: string, settings: Settings): string {
  return value.replace(/%([^%]+)%/g, (_, name: string) => {
    const setting = settings[name];
    if (setting === undefined) {
      throw new SettingError(name, `"${value}" needs the app setting ${name}, which is not set`);
    }
    return setting;
  });
}

/** What names a service where a function app connects by its identity. */
const IDENTITY_MEMBER = {
  'Event Hubs': 'fullyQualifiedNamespace',
  'Cosmos DB': 'accountEndpoint',
} as const;

/**
 * The connection string under a binding's `connection` name. Azure also takes an identity
 * (`NAME__fullyQualifiedNamespace`, `NAME__accountEndpoint`); the local host has no identity and says so.
 *
 * @throws {SettingError}
 */
export function connectionString(
  name: string,
  settings: Settings,
  service: keyof typeof IDENTITY_MEMBER = 'Event Hubs',
): string {
  const value = settings[name];
  if (value) return value;
  const identity = `${name}__${IDENTITY_MEMBER[service]}`;
  throw new SettingError(
    name,
    settings[identity] === undefined
      ? `the app setting ${name} must hold a connection string of ${service}`
      : `the local host connects by connection string: set ${name} (${identity} works in Azure only)`,
  );
}
