import type { Account, Container, Origin } from './model';

export type DataAction =
  'read' | 'query' | 'readFeed' | 'create' | 'upsert' | 'replace' | 'delete' | 'execute';

export type MetadataAction =
  | 'listDatabases'
  | 'listContainers'
  | 'readContainer'
  | 'readOffers'
  | 'listScripts'
  | 'listUsers'
  | 'createContainer'
  | 'dropContainer'
  | 'dropDatabase'
  | 'writeProcedure'
  | 'writeTrigger'
  | 'writeFunction'
  | 'connect';

export type Action = DataAction | MetadataAction;

/** A request to the data plane, before it takes the form of an API's log records. */
export interface DataRequest {
  kind: 'request';
  account: Account;
  at: number;
  activityId: string;
  origin: Origin;
  action: Action;
  container: Container;
  /** The document or script it is about; empty for feeds. */
  item: string;
  /** HTTP status; translated to the API's own codes when written. */
  status: number;
  requestBytes: number;
  responseBytes: number;
  charge: number;
  duration: number;
  /** Set when the request was served from the account's second region. */
  secondRegion: boolean;
  query?: { text: string; rows: number; failed: boolean };
}

/** Who calls Azure Resource Manager. */
export interface Caller {
  objectId: string;
  applicationId: string;
  type: 'User' | 'ServicePrincipal';
  name: string;
  role: string;
  address: string;
}

/** A write, delete or action at Azure Resource Manager: two Activity Log records. */
export interface ManagementCall {
  kind: 'management';
  account: Account;
  at: number;
  correlationId: string;
  caller: Caller;
  /** `Microsoft.DocumentDB/databaseAccounts/listKeys/action` and the like. */
  operation: string;
  /** Path below the account, such as `/providers/microsoft.insights/diagnosticSettings/all`. */
  child: string;
  succeeded: boolean;
  properties: Readonly<Record<string, unknown>>;
}

/** A change of the account's configuration: ControlPlaneRequests. */
export interface ConfigurationChange {
  kind: 'change';
  account: Account;
  at: number;
  activityId: string;
  operationName: string;
  properties: Readonly<Record<string, string>>;
}

export type Entry = DataRequest | ManagementCall | ConfigurationChange;

/** Changes or (undefined) removes an entry of the ordinary traffic of one account. */
export type Alteration = (entry: Entry) => Entry | undefined;
