import { logTime } from '../time';
import type { Action, DataRequest } from '../world/entry';
import type { Credential } from '../world/model';
import { capitalId, decimal, regionOf } from './logRecord';
import type { LogRecord } from './logRecord';

type Level = 'account' | 'database' | 'container' | 'item';

interface Form {
  operation: string;
  resourceType: string;
  level: Level;
  /** Path part below the level: `docs`, `sprocs`. */
  below?: string;
}

/** How each action is named: a create is logged against the feed, a replace as an update. */
const forms: Readonly<Record<Action, Form>> = {
  read: { operation: 'Read', resourceType: 'Document', level: 'item', below: 'docs' },
  query: { operation: 'Query', resourceType: 'DocumentFeed', level: 'container', below: 'docs' },
  readFeed: {
    operation: 'ReadFeed',
    resourceType: 'DocumentFeed',
    level: 'container',
    below: 'docs',
  },
  create: { operation: 'Create', resourceType: 'DocumentFeed', level: 'container', below: 'docs' },
  upsert: { operation: 'Upsert', resourceType: 'DocumentFeed', level: 'container', below: 'docs' },
  replace: { operation: 'Update', resourceType: 'Document', level: 'item', below: 'docs' },
  delete: { operation: 'Delete', resourceType: 'Document', level: 'item', below: 'docs' },
  execute: {
    operation: 'Execute',
    resourceType: 'StoredProcedure',
    level: 'item',
    below: 'sprocs',
  },
  listDatabases: { operation: 'ReadFeed', resourceType: 'DatabaseFeed', level: 'account' },
  listContainers: {
    operation: 'ReadFeed',
    resourceType: 'CollectionFeed',
    level: 'database',
    below: 'colls',
  },
  readContainer: { operation: 'Read', resourceType: 'Collection', level: 'container' },
  readOffers: { operation: 'ReadFeed', resourceType: 'OfferFeed', level: 'account' },
  listScripts: {
    operation: 'ReadFeed',
    resourceType: 'StoredProcedureFeed',
    level: 'container',
    below: 'sprocs',
  },
  listUsers: { operation: 'ReadFeed', resourceType: 'UserFeed', level: 'database', below: 'users' },
  createContainer: {
    operation: 'Create',
    resourceType: 'CollectionFeed',
    level: 'database',
    below: 'colls',
  },
  dropContainer: { operation: 'Delete', resourceType: 'Collection', level: 'container' },
  dropDatabase: { operation: 'Delete', resourceType: 'Database', level: 'database' },
  writeProcedure: {
    operation: 'Create',
    resourceType: 'StoredProcedureFeed',
    level: 'container',
    below: 'sprocs',
  },
  writeTrigger: {
    operation: 'Create',
    resourceType: 'TriggerFeed',
    level: 'container',
    below: 'triggers',
  },
  writeFunction: {
    operation: 'Create',
    resourceType: 'UserDefinedFunctionFeed',
    level: 'container',
    below: 'udfs',
  },
  connect: { operation: 'Head', resourceType: 'DatabaseAccount', level: 'account' },
};

export function dataPlaneRecord(made: DataRequest): LogRecord {
  const form = forms[made.action];
  const { account, container, origin } = made;
  const refused = made.status === 401;
  const entra = origin.credential.kind === 'entra' && !refused ? origin.credential : undefined;
  const token = origin.credential.kind === 'resourceToken' ? origin.credential : undefined;
  const secret = credentialName(origin.credential);
  return {
    at: made.at,
    account,
    channel: 'resource',
    category: 'DataPlaneRequests',
    body: {
      time: logTime(made.at),
      resourceId: capitalId(account),
      category: 'DataPlaneRequests',
      operationName: form.operation,
      properties: {
        activityId: made.activityId,
        requestResourceType: form.resourceType,
        requestResourceId: resourcePath(made, form),
        collectionRid: '',
        databaseRid: '',
        statusCode: String(made.status),
        duration: decimal(made.duration),
        userAgent: origin.userAgent,
        clientIpAddress: origin.address,
        requestCharge: decimal(made.charge),
        requestLength: String(made.requestBytes),
        responseLength: String(made.responseBytes),
        resourceTokenPermissionId: token?.permissionId ?? '',
        resourceTokenPermissionMode: token?.mode ?? '',
        resourceTokenUserRid: '',
        region: regionOf(account, made.secondRegion),
        partitionId: '',
        aadAppliedRoleAssignmentId: entra?.roleAssignmentId ?? '',
        aadPrincipalId: entra?.principalId ?? '',
        // Direct mode fills keyType only.
        authTokenType: origin.connection === 'Gateway' ? secret : '',
        keyType: origin.credential.kind === 'entra' ? '' : secret,
        connectionMode: origin.connection,
        subscriptionId: account.subscriptionId,
        databaseName: form.level === 'account' ? '' : container.database,
        collectionName: form.level === 'account' || form.level === 'database' ? '' : container.name,
      },
    },
  };
}

/** The name of the credential's kind in the logs. */
export function credentialName(credential: Credential): string {
  switch (credential.kind) {
    case 'key':
      return credential.key;
    case 'entra':
      return 'AadToken';
    case 'resourceToken':
      return 'ResourceToken';
    case 'system':
      return 'SystemReadWrite';
  }
}

function resourcePath(made: DataRequest, form: Form): string {
  if (form.level === 'account') return made.action === 'listDatabases' ? '/dbs' : '';
  const database = `/dbs/${made.container.database}`;
  if (form.level === 'database') return form.below ? `${database}/${form.below}` : database;
  const container = `${database}/colls/${made.container.name}`;
  if (!form.below) return container;
  const feed = `${container}/${form.below}`;
  return form.level === 'item' ? `${feed}/${made.item}` : feed;
}
