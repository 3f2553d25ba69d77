import type { Random } from '../random';
import type { Container } from './container';
import type { QueryIntent } from './query';

export type KeyName =
  | 'PrimaryMasterKey'
  | 'SecondaryMasterKey'
  | 'PrimaryReadonlyMasterKey'
  | 'SecondaryReadonlyMasterKey';

export type Credential =
  | { readonly kind: 'key'; readonly key: KeyName }
  | { readonly kind: 'entra'; readonly principal: string; readonly roleAssignment: string }
  | { readonly kind: 'token'; readonly permission: string };

/** Who sends a request, from where and with what. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
  readonly credential: Credential;
  readonly mode: 'Gateway' | 'Direct';
}

/** Draws the client of a request, e.g. one of an application's machines. */
export type ClientSource = (time: number, random: Random) => Client;

/** What a request does, in one vocabulary for all APIs. */
export type Action =
  | 'readDocument'
  | 'queryDocuments'
  | 'listDocuments'
  | 'createDocument'
  | 'replaceDocument'
  | 'upsertDocument'
  | 'deleteDocument'
  | 'executeScript'
  | 'createScript'
  | 'replaceScript'
  | 'listScripts'
  | 'readContainer'
  | 'listPartitions'
  | 'listContainers'
  | 'listDatabases'
  | 'createContainer'
  | 'dropContainer'
  | 'createDatabase'
  | 'dropDatabase';

/** One request as the service sees it, before it becomes records. */
export interface Request {
  /** Epoch ms. */
  readonly time: number;
  readonly action: Action;
  readonly client: Client;
  /** Null for requests about the account as a whole. */
  readonly container: Container | null;
  /** Id of the document or script, where the request names one. */
  readonly item?: string;
  /** HTTP status. */
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestUnits: number;
  readonly query?: QueryIntent;
  /** Documents in the answer to a query. */
  readonly rows?: number;
}
