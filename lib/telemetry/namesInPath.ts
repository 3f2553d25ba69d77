import type { Api, ResourceType } from './event';

/** What an ARM or control-plane path below an account names. */
export interface NamesInPath {
  readonly api: Api | null;
  readonly resourceType: ResourceType;
  readonly database: string;
  readonly container: string;
}

const DATABASES = new Map<string, Api>([
  ['sqldatabases', 'nosql'],
  ['mongodbdatabases', 'mongodb'],
  ['cassandrakeyspaces', 'cassandra'],
  ['gremlindatabases', 'gremlin'],
]);
const CONTAINERS = new Set(['containers', 'collections', 'graphs', 'tables', 'views']);
const SCRIPTS = new Map<string, ResourceType>([
  ['storedprocedures', 'storedProcedure'],
  ['triggers', 'trigger'],
  ['userdefinedfunctions', 'userDefinedFunction'],
  ['clientencryptionkeys', 'clientEncryptionKey'],
  ['throughputsettings', 'offer'],
]);

/**
 * Reads `sqlDatabases/<name>/containers/<name>...` in any case: pairs of type and name below the
 * account. The deepest known type is the resource's; a path without one is the account's.
 */
export function namesInPath(path: string): NamesInPath {
  let api: Api | null = null;
  let resourceType: ResourceType = 'account';
  let database = '';
  let container = '';
  const segments = path.split('/', 16).filter((segment) => segment !== '');
  for (let i = 0; i < segments.length; i += 2) {
    const type = (segments[i] ?? '').toLowerCase();
    const name = segments[i + 1] ?? '';
    const databaseApi = DATABASES.get(type);
    if (databaseApi !== undefined) {
      api = databaseApi;
      resourceType = 'database';
      database = name;
    } else if (CONTAINERS.has(type)) {
      api ??= 'table';
      resourceType = 'container';
      container = name;
    } else {
      resourceType = SCRIPTS.get(type) ?? resourceType;
    }
  }
  return { api, resourceType, database, container };
}
