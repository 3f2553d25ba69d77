import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { Action, Client, Container, Request } from '../traffic/request';

/** `operationName` and `requestResourceType`; what creates is logged against a feed. */
const NAMES: Readonly<Record<Action, readonly [string, string]>> = {
  readDocument: ['Read', 'Document'],
  queryDocuments: ['Query', 'Document'],
  listDocuments: ['ReadFeed', 'DocumentFeed'],
  createDocument: ['Create', 'DocumentFeed'],
  replaceDocument: ['Update', 'Document'],
  upsertDocument: ['Upsert', 'DocumentFeed'],
  deleteDocument: ['Delete', 'Document'],
  executeScript: ['Execute', 'StoredProcedure'],
  createScript: ['Create', 'StoredProcedureFeed'],
  replaceScript: ['Update', 'StoredProcedure'],
  listScripts: ['ReadFeed', 'StoredProcedureFeed'],
  readContainer: ['Read', 'Collection'],
  listPartitions: ['ReadFeed', 'PartitionKeyRangeFeed'],
  listContainers: ['ReadFeed', 'CollectionFeed'],
  listDatabases: ['ReadFeed', 'DatabaseFeed'],
  createContainer: ['Create', 'CollectionFeed'],
  dropContainer: ['Delete', 'Collection'],
  createDatabase: ['Create', 'DatabaseFeed'],
  dropDatabase: ['Delete', 'Database'],
};

/** Where a record belongs: what the account adds to each of its records. */
export interface RecordPlace {
  readonly resourceId: string;
  readonly subscription: string;
  readonly group: string;
  readonly region: string;
}

/** The DataPlaneRequests record of a request. */
export function dataPlaneLog(
  request: Request,
  place: RecordPlace,
  activityId: string,
  durationMs: number,
): RawRecord {
  const [operationName, resourceType] = NAMES[request.action];
  const identity = identityOf(request.client);
  return {
    time: logTime(request.time),
    resourceId: place.resourceId,
    category: 'DataPlaneRequests',
    operationName,
    properties: {
      activityId,
      requestResourceType: resourceType,
      requestResourceId: pathOf(request.action, request.container, request.item),
      collectionRid: '',
      databaseRid: '',
      statusCode: String(request.status),
      duration: durationMs.toFixed(6),
      userAgent: request.client.userAgent,
      clientIpAddress: request.client.address,
      requestCharge: request.requestUnits.toFixed(6),
      requestLength: String(request.requestBytes),
      responseLength: String(request.responseBytes),
      resourceTokenPermissionId: identity.permission,
      resourceTokenPermissionMode: identity.permission === '' ? '' : 'all',
      resourceTokenUserRid: '',
      region: place.region,
      partitionId: '',
      aadAppliedRoleAssignmentId: identity.roleAssignment,
      aadPrincipalId: identity.principal,
      authTokenType: identity.authTokenType,
      keyType: identity.keyType,
      connectionMode: request.client.mode,
      subscriptionId: place.subscription,
      databaseName: isAboutDatabases(request.action) ? '' : (request.container?.database ?? ''),
      collectionName: isAboutContainer(request.action) ? (request.container?.name ?? '') : '',
    },
  };
}

/** With Direct mode the kind of key is in `keyType` alone, with Gateway in both. */
function identityOf({ credential, mode }: Client) {
  const nobody = { principal: '', roleAssignment: '', permission: '' };
  switch (credential.kind) {
    case 'key':
      return {
        ...nobody,
        authTokenType: mode === 'Gateway' ? credential.key : '',
        keyType: credential.key,
      };
    case 'entra':
      return {
        ...nobody,
        principal: credential.principal,
        roleAssignment: credential.roleAssignment,
        authTokenType: 'AadToken',
        keyType: '',
      };
    case 'token':
      return {
        ...nobody,
        permission: credential.permission,
        authTokenType: 'ResourceToken',
        keyType: 'ResourceToken',
      };
  }
}

function isAboutDatabases(action: Action): boolean {
  return action === 'listDatabases' || action === 'createDatabase';
}

function isAboutContainer(action: Action): boolean {
  return !isAboutDatabases(action) && !['listContainers', 'dropDatabase'].includes(action);
}

function pathOf(action: Action, container: Container | null, item = ''): string {
  if (container === null || isAboutDatabases(action)) return '/dbs';
  const database = `/dbs/${container.database}`;
  if (action === 'dropDatabase') return database;
  if (action === 'listContainers' || action === 'createContainer') return `${database}/colls`;
  const path = `${database}/colls/${container.name}`;
  if (action === 'readContainer' || action === 'dropContainer') return path;
  if (action === 'listPartitions') return `${path}/pkranges`;
  const items = action.endsWith('Script') || action === 'listScripts' ? 'sprocs' : 'docs';
  const names = !/^(create|list|query|upsert)/.test(action);
  return names ? `${path}/${items}/${item}` : `${path}/${items}`;
}
