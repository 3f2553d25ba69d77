import { commandText, type CommandApi } from './commandText';
import { tokenTypeOf } from './dataPlane';
import { logTime } from './logTime';
import type { RawRecord } from '../records';
import type { Action, Request } from '../traffic/request';
import type { RecordPlace } from './dataPlane';

export const COMMAND_CATEGORIES: Readonly<Record<CommandApi, string>> = {
  mongodb: 'MongoRequests',
  cassandra: 'CassandraRequests',
  gremlin: 'GremlinRequests',
  table: 'TableApiRequests',
};

type Names = Readonly<Partial<Record<Action, string>>>;

/** Commands by what they do; what has no command leaves no record. */
const COMMANDS: Readonly<Record<CommandApi, Names>> = {
  mongodb: {
    readDocument: 'find',
    queryDocuments: 'find',
    listDocuments: 'getMore',
    createDocument: 'insert',
    replaceDocument: 'update',
    upsertDocument: 'update',
    deleteDocument: 'delete',
    readContainer: 'ping',
    listContainers: 'listCollections',
    listDatabases: 'listDatabases',
    createContainer: 'create',
    dropContainer: 'drop',
    dropDatabase: 'dropDatabase',
  },
  cassandra: {
    readDocument: 'QuerySelect',
    queryDocuments: 'QuerySelect',
    listDocuments: 'QuerySelect',
    createDocument: 'QueryInsert',
    replaceDocument: 'QueryUpdate',
    upsertDocument: 'QueryInsert',
    deleteDocument: 'QueryDelete',
    listContainers: 'QuerySelect',
    listDatabases: 'QuerySelect',
    createContainer: 'QueryCreateTable',
    dropContainer: 'QueryDropTable',
    dropDatabase: 'QueryDropKeyspace',
  },
  gremlin: {
    readDocument: 'eval',
    queryDocuments: 'eval',
    listDocuments: 'eval',
    createDocument: 'eval',
    replaceDocument: 'eval',
    upsertDocument: 'eval',
    deleteDocument: 'eval',
  },
  table: {
    readDocument: 'QueryEntities',
    queryDocuments: 'QueryEntities',
    listDocuments: 'QueryEntities',
    createDocument: 'InsertEntity',
    replaceDocument: 'UpdateEntity',
    upsertDocument: 'InsertOrReplaceEntity',
    deleteDocument: 'DeleteEntity',
    listContainers: 'QueryTables',
    createContainer: 'CreateTable',
    dropContainer: 'DeleteTable',
  },
};

/** True where the API has a command for it. */
export function hasCommand(api: CommandApi, action: Action): boolean {
  return COMMANDS[api][action] !== undefined;
}

/** The record of a command in the API's own category, or null where there is no such command. */
export function commandLog(
  api: CommandApi,
  request: Request,
  place: RecordPlace,
  activityId: string,
  durationMs: number,
  withText: boolean,
): RawRecord | null {
  const operationName = COMMANDS[api][request.action];
  if (operationName === undefined) return null;
  const isThrottled = request.status === 429;
  return {
    time: logTime(request.time),
    resourceId: place.resourceId,
    category: COMMAND_CATEGORIES[api],
    operationName,
    properties: {
      activityId,
      opCode: api === 'mongodb' ? 'MongoOpCode_OP_MSG' : '<empty>',
      errorCode: errorCodeOf(api, request.status),
      duration: durationMs.toFixed(6),
      requestCharge: request.requestUnits.toFixed(6),
      databaseName: request.container?.database ?? 'admin',
      collectionName: request.container?.name ?? '$cmd',
      retryCount: '0',
      authorizationTokenType: tokenTypeOf(request.client.credential),
      address: request.client.address,
      piiCommandText: withText ? commandText(api, request) : '',
      userAgent: request.client.userAgent,
      estimatedDelayFromRateLimitingInMilliseconds: isThrottled ? '120' : '0',
      retriedDueToRateLimiting: isThrottled ? 'True' : 'False',
      region: place.region,
      requestLength: String(request.requestBytes),
      responseLength: String(request.responseBytes),
    },
  };
}

/** Codes of the API for an HTTP status; what an API does not count as an error is a success. */
const ERROR_CODES: Readonly<Record<CommandApi, Readonly<Record<number, string>>>> = {
  mongodb: { 400: '2', 401: '18', 403: '13', 409: '11000', 429: '16500' },
  cassandra: { 400: '8192', 401: '256', 403: '8448', 409: '-1', 429: '4097' },
  gremlin: {},
  table: {},
};
const SUCCESS: Readonly<Record<CommandApi, string | null>> = {
  mongodb: '0',
  cassandra: '-1',
  // These two log HTTP statuses.
  gremlin: null,
  table: null,
};

function errorCodeOf(api: CommandApi, status: number): string {
  return ERROR_CODES[api][status] ?? SUCCESS[api] ?? (status < 400 ? '200' : String(status));
}
