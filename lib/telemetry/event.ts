/** The normalised event: what every parser produces and every detector reads. */

declare const accountIdBrand: unique symbol;
/** Lower-case ARM resource id of a Cosmos DB account, or a bare account name in the oldest logs. */
export type AccountId = string & { readonly [accountIdBrand]: true };

export const APIS = ['nosql', 'mongodb', 'cassandra', 'gremlin', 'table'] as const;
export type Api = (typeof APIS)[number];

/** Where a record comes from. The four API categories each name their own API. */
export type Category =
  | 'DataPlaneRequests'
  | 'DataPlaneRequests5M'
  | 'DataPlaneRequests15M'
  | 'QueryRuntimeStatistics'
  | 'ControlPlaneRequests'
  | 'MongoRequests'
  | 'CassandraRequests'
  | 'GremlinRequests'
  | 'TableApiRequests'
  | 'ActivityLog';

export type Outcome = 'ok' | 'throttled' | 'denied' | 'notFound' | 'clientError' | 'serverError';

/** What was done, in one vocabulary for all APIs. `other` keeps the raw name in `operationName`. */
export type Operation =
  | 'create'
  | 'read'
  | 'list'
  | 'query'
  | 'replace'
  | 'upsert'
  | 'patch'
  | 'delete'
  | 'execute'
  | 'batch'
  | 'head'
  | 'metadata'
  | 'management'
  | 'other';

export type ResourceType =
  | 'account'
  | 'database'
  | 'container'
  | 'document'
  | 'storedProcedure'
  | 'trigger'
  | 'userDefinedFunction'
  | 'user'
  | 'permission'
  | 'attachment'
  | 'offer'
  | 'conflict'
  | 'partitionKeyRange'
  | 'clientEncryptionKey'
  | 'unknown';

export type PrincipalKind = 'entra' | 'key' | 'resourceToken' | 'system' | 'unknown';

/** Who made a request. A key is no person: its id says which key, not who held it. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** Entra object id, key kind (`primaryMasterKey`...), permission id, or empty. */
  readonly id: string;
}

/** The family of software behind a user agent. */
export interface Application {
  /** Stable name without version, e.g. `cosmos-dotnet-sdk`, `postman`, `data-explorer`. */
  readonly family: string;
  /** Version where the agent says one, else empty. */
  readonly version: string;
  readonly kind: 'sdk' | 'browser' | 'tool' | 'driver' | 'azure' | 'scanner' | 'unknown';
}

/** What is known of a query's text; only query records and API commands have it. */
export interface QueryDetail {
  /** The text itself, without the JSON that wraps it. */
  readonly text: string;
  /** True where names and literals are replaced by the platform (`p1__10`, `str1__13`). */
  readonly obfuscated: boolean;
  /** True where the platform cut the text. */
  readonly cut: boolean;
  /** `queryexecutionstatus` as logged, or empty. */
  readonly status: string;
  /** `numberofrowsreturned`, or -1 where not logged. */
  readonly rows: number;
  /** 64-bit signature of the text's shape as logged, or empty. */
  readonly shapeSignature: string;
  /** Number of parameters that came with the text. */
  readonly parameters: number;
}

/** Facts of a ControlPlaneRequests or Activity Log record. */
export interface ManagementDetail {
  readonly source: 'controlPlane' | 'activityLog';
  /** `start` records announce, `end` records tell the result; `single` where there is no pair. */
  readonly phase: 'start' | 'end' | 'single';
  /** Resource that was changed: ARM id (lower case) or `resourceUri`. */
  readonly target: string;
  /** Who asked, as the claims or the caller field say (upn, name, application id), or empty. */
  readonly caller: string;
  /** `appid` claim, lower case, or empty. */
  readonly clientApplicationId: string;
  readonly correlationId: string;
  /** `httpRequest.clientRequestId`, or empty. */
  readonly clientRequestId: string;
  /**
   * The record's properties, shallow, as texts; at most 64 of at most 4,096 characters each, or of
   * 32,768 where they tell what is changed.
   */
  readonly properties: Readonly<Record<string, string>>;
  /** True where what is changed is longer than that; absent in older records. */
  readonly isCut?: boolean;
  /** The claims, shallow, as texts, with the same bounds. */
  readonly claims: Readonly<Record<string, string>>;
}

/**
 * Where a message stands. `source` names the namespace, hub and partition, or the file;
 * `sequence` grows within it (sequence number, or byte offset).
 */
export interface MessagePosition {
  readonly source: string;
  readonly sequence: number;
  /** When the hub took the message, epoch ms; 0 for files. Tells a re-created hub from a redelivery. */
  readonly enqueuedTime: number;
}

/** One request, query, command or management operation, from any category. */
export interface AccessEvent {
  readonly category: Category;
  /** Epoch ms. */
  readonly time: number;
  readonly account: AccountId;
  readonly api: Api | null;
  readonly operation: Operation;
  /** The operation as logged. */
  readonly operationName: string;
  readonly resourceType: ResourceType;
  /** Path of the resource as logged, or empty. */
  readonly resource: string;
  readonly database: string;
  readonly container: string;
  readonly outcome: Outcome;
  /** HTTP status, or the API's own error code, or 0 where none is logged. */
  readonly status: number;
  /** Client address in canonical form without port, or empty. */
  readonly clientIp: string;
  readonly userAgent: string;
  readonly application: Application;
  readonly principal: Principal;
  readonly region: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestUnits: number;
  readonly durationMs: number;
  /** How many requests the record stands for: 1, or the count of an aggregate. */
  readonly requests: number;
  /** As logged, or empty. */
  readonly activityId: string;
  readonly query: QueryDetail | null;
  readonly management: ManagementDetail | null;
  /** Upper and lower half of the 64-bit record key. */
  readonly keyHigh: number;
  readonly keyLow: number;
  readonly message: MessagePosition;
  /** Index of the record in its message. */
  readonly index: number;
}
