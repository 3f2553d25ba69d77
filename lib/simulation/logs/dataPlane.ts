import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { Action, Credential, Request } from '../traffic/request';

/** How an action shows in a record. */
interface ActionNames {
  readonly operationName: string;
  readonly resourceType: string;
  /** What the path and the name properties tell of. */
  readonly about: 'account' | 'database' | 'container';
  /** What the path ends with, before the item: `/docs`. */
  readonly feed: string;
  readonly namesItem: boolean;
}

const names = (
  operationName: string,
  resourceType: string,
  about: ActionNames['about'],
  feed = '',
  namesItem = false,
): ActionNames => ({ operationName, resourceType, about, feed, namesItem });

/** What creates is logged against a feed. */
const ACTIONS: Readonly<Record<Action, ActionNames>> = {
  readDocument: names('Read', 'Document', 'container', '/docs', true),
  queryDocuments: names('Query', 'Document', 'container', '/docs'),
  listDocuments: names('ReadFeed', 'DocumentFeed', 'container', '/docs'),
  createDocument: names('Create', 'DocumentFeed', 'container', '/docs'),
  replaceDocument: names('Update', 'Document', 'container', '/docs', true),
  upsertDocument: names('Upsert', 'DocumentFeed', 'container', '/docs'),
  deleteDocument: names('Delete', 'Document', 'container', '/docs', true),
  executeScript: names('Execute', 'StoredProcedure', 'container', '/sprocs', true),
  createScript: names('Create', 'StoredProcedureFeed', 'container', '/sprocs'),
  replaceScript: names('Update', 'StoredProcedure', 'container', '/sprocs', true),
  listScripts: names('ReadFeed', 'StoredProcedureFeed', 'container', '/sprocs'),
  readContainer: names('Read', 'Collection', 'container'),
  listPartitions: names('ReadFeed', 'PartitionKeyRangeFeed', 'container', '/pkranges'),
  listContainers: names('ReadFeed', 'CollectionFeed', 'database', '/colls'),
  listDatabases: names('ReadFeed', 'DatabaseFeed', 'account'),
  createContainer: names('Create', 'CollectionFeed', 'database', '/colls'),
  dropContainer: names('Delete', 'Collection', 'container'),
  createDatabase: names('Create', 'DatabaseFeed', 'account'),
  dropDatabase: names('Delete', 'Database', 'database'),
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
  const { operationName, resourceType, about } = ACTIONS[request.action];
  const { credential, mode, userAgent, address } = request.client;
  const permission = credential.kind === 'token' ? credential.permission : '';
  const isEntra = credential.kind === 'entra';
  const tokenType = tokenTypeOf(credential);
  return {
    time: logTime(request.time),
    resourceId: place.resourceId,
    category: 'DataPlaneRequests',
    operationName,
    properties: {
      activityId,
      requestResourceType: resourceType,
      requestResourceId: pathOf(request),
      collectionRid: '',
      databaseRid: '',
      statusCode: String(request.status),
      duration: durationMs.toFixed(6),
      userAgent: userAgent,
      clientIpAddress: address,
      requestCharge: request.requestUnits.toFixed(6),
      requestLength: String(request.requestBytes),
      responseLength: String(request.responseBytes),
      resourceTokenPermissionId: permission,
      resourceTokenPermissionMode: permission === '' ? '' : 'all',
      resourceTokenUserRid: '',
      region: place.region,
      partitionId: '',
      aadAppliedRoleAssignmentId: isEntra ? credential.roleAssignment : '',
      aadPrincipalId: isEntra ? credential.principal : '',
      // With Direct mode the kind of key is in `keyType` alone, with Gateway in both.
      authTokenType: credential.kind === 'key' && mode === 'Direct' ? '' : tokenType,
      keyType: isEntra ? '' : tokenType,
      connectionMode: mode,
      subscriptionId: place.subscription,
      databaseName: about === 'account' ? '' : (request.container?.database ?? ''),
      collectionName: about === 'container' ? (request.container?.name ?? '') : '',
    },
  };
}

/** How the logs name the kind of a credential. */
export function tokenTypeOf(credential: Credential): string {
  if (credential.kind === 'key') return credential.key;
  return credential.kind === 'token' ? 'ResourceToken' : 'AadToken';
}

function pathOf({ action, container, item = '' }: Request): string {
  const { about, feed, namesItem } = ACTIONS[action];
  if (container === null || about === 'account') return '/dbs';
  const database = `/dbs/${container.database}`;
  if (about === 'database') return database + feed;
  const path = `${database}/colls/${container.name}${feed}`;
  return namesItem ? `${path}/${item}` : path;
}
