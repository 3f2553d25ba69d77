import { logTime } from '../time';
import type { Action, DataRequest } from '../world/entry';
import type { Api } from '../world/model';
import { credentialName } from './dataPlaneRequests';
import { capitalId, decimal, regionOf } from './logRecord';
import type { LogRecord } from './logRecord';

type OtherApi = Exclude<Api, 'nosql'>;

const categories: Readonly<Record<OtherApi, string>> = {
  mongodb: 'MongoRequests',
  cassandra: 'CassandraRequests',
  gremlin: 'GremlinRequests',
  table: 'TableApiRequests',
};

const mongoCommands: Readonly<Record<Action, string>> = {
  read: 'find',
  query: 'find',
  readFeed: 'getMore',
  create: 'insert',
  upsert: 'update',
  replace: 'findAndModify',
  delete: 'delete',
  execute: 'aggregate',
  listDatabases: 'listDatabases',
  listContainers: 'listCollections',
  readContainer: 'collStats',
  readOffers: 'dbStats',
  listScripts: 'listIndexes',
  listUsers: 'usersInfo',
  createContainer: 'create',
  dropContainer: 'drop',
  dropDatabase: 'dropDatabase',
  writeProcedure: 'insert',
  writeTrigger: 'insert',
  writeFunction: 'insert',
  connect: 'saslStart',
};

const cassandraStatements: Readonly<Partial<Record<Action, string>>> = {
  create: 'QueryInsert',
  upsert: 'QueryUpdate',
  replace: 'QueryUpdate',
  delete: 'QueryDelete',
  createContainer: 'QueryCreateTable',
  dropContainer: 'QueryDropTable',
  dropDatabase: 'QueryDropKeyspace',
  connect: 'AuthResponse',
};

const tableOperations: Readonly<Partial<Record<Action, string>>> = {
  read: 'Read',
  create: 'Create',
  upsert: 'Upsert',
  replace: 'Replace',
  delete: 'Delete',
  createContainer: 'Create',
  dropContainer: 'Delete',
  dropDatabase: 'Delete',
  connect: 'Read',
};

/** The API's own error codes for HTTP statuses; what is missing is the API's general error. */
const errorCodes: Readonly<Record<OtherApi, { ok: string; other: string; byStatus: object }>> = {
  mongodb: {
    ok: '0',
    other: '2',
    byStatus: { 401: '18', 403: '13', 408: '50', 409: '11000', 429: '16500', 503: '1' },
  },
  cassandra: {
    ok: '-1',
    other: '8192',
    byStatus: { 401: '256', 403: '8448', 408: '4608', 429: '4097', 503: '4096' },
  },
  gremlin: { ok: '200', other: '500', byStatus: { 400: '597', 401: '401', 429: '429' } },
  table: { ok: '200', other: '400', byStatus: { 401: '401', 403: '403', 404: '404', 429: '429' } },
};

/** The record of the API's own category. Point reads that find nothing are no error outside Table. */
export function apiRecord(made: DataRequest, api: OtherApi): LogRecord {
  const { account, origin, container } = made;
  const whole = made.action === 'listDatabases' || made.action === 'connect';
  const empty = api === 'cassandra' || api === 'gremlin' ? '<empty>' : '';
  return {
    at: made.at,
    account,
    channel: 'resource',
    category: categories[api],
    body: {
      time: logTime(made.at),
      resourceId: capitalId(account),
      category: categories[api],
      operationName: operationOf(made, api),
      properties: {
        activityId: made.activityId,
        opCode: api === 'mongodb' ? 'MongoOpCode_OP_MSG' : '<empty>',
        errorCode: errorCode(made.status, api),
        duration: decimal(made.duration),
        requestCharge: api === 'gremlin' ? String(made.charge) : decimal(made.charge),
        databaseName: whole ? 'admin' : container.database,
        collectionName: whole ? '' : container.name,
        retryCount: api === 'mongodb' ? '0' : empty,
        authorizationTokenType: credentialName(origin.credential),
        address: origin.address,
        estimatedDelayFromRateLimitingInMilliseconds: made.status === 429 ? '130' : '0',
        retriedDueToRateLimiting: made.status === 429 ? 'True' : 'False',
        region: regionOf(account, made.secondRegion),
        requestLength: String(made.requestBytes || 180),
        responseLength: String(made.responseBytes),
        userAgent: origin.userAgent || (api === 'cassandra' ? '""' : empty),
        piiCommandText: account.fullText ? commandText(made, api) : '',
        ...(api === 'mongodb' ? { userId: account.name } : {}),
        ...(api === 'table' ? { clientRequestId: made.activityId } : {}),
      },
    },
  };
}

function operationOf(made: DataRequest, api: OtherApi): string {
  switch (api) {
    case 'mongodb':
      return made.query?.text.startsWith('{"aggregate"') ? 'aggregate' : mongoCommands[made.action];
    case 'cassandra':
      return cassandraStatements[made.action] ?? 'QuerySelect';
    case 'gremlin':
      return made.action === 'connect' ? 'authentication' : 'eval';
    case 'table':
      return tableOperations[made.action] ?? 'Query';
  }
}

function errorCode(status: number, api: OtherApi): string {
  const codes = errorCodes[api];
  const missed = status === 404 && api !== 'table';
  if (status < 400 || missed) return codes.ok;
  const byStatus = new Map(
    Object.entries(codes.byStatus).map(([key, code]) => [key, String(code)]),
  );
  return byStatus.get(String(status)) ?? codes.other;
}

function commandText(made: DataRequest, api: OtherApi): string {
  const { container, item } = made;
  const table = `${container.database}.${container.name}`;
  switch (api) {
    case 'mongodb': {
      if (made.query) return made.query.text;
      const command = mongoCommands[made.action];
      if (command === 'find')
        return JSON.stringify({ find: container.name, filter: { _id: item } });
      return JSON.stringify({ [command]: container.name, $db: container.database });
    }
    case 'cassandra':
      return JSON.stringify({ request: made.query?.text ?? cassandraText(made, table) });
    case 'gremlin':
      return made.query?.text ?? gremlinText(made);
    case 'table':
      return made.query?.text ?? `${container.name}(PartitionKey='${item}',RowKey='0')`;
  }
}

function cassandraText({ action, container }: DataRequest, table: string): string {
  const key = container.keyField;
  const statements: Partial<Record<Action, string>> = {
    create: `INSERT INTO ${table} (${key}, createdat, value) VALUES (?, ?, ?)`,
    upsert: `UPDATE ${table} SET value = ? WHERE ${key} = ?`,
    replace: `UPDATE ${table} SET value = ? WHERE ${key} = ?`,
    delete: `DELETE FROM ${table} WHERE ${key} = ?`,
    read: `SELECT * FROM ${table} WHERE ${key} = ?`,
    dropContainer: `DROP TABLE ${table}`,
    listDatabases: 'SELECT * FROM system_schema.keyspaces',
    listContainers: 'SELECT * FROM system_schema.tables',
    readContainer: `SELECT * FROM system_schema.columns WHERE table_name = '${container.name}'`,
  };
  return statements[action] ?? `SELECT * FROM ${table}`;
}

function gremlinText({ action, container, item }: DataRequest): string {
  const added = `g.addV('${container.name}').property('pk', '${item}')`;
  const traversals: Partial<Record<Action, string>> = {
    create: added,
    upsert: added,
    replace: added,
    read: `g.V('${item}').valueMap(true)`,
    delete: `g.V('${item}').drop()`,
    dropContainer: 'g.V().drop()',
    listContainers: 'g.V().label().dedup()',
    readContainer: 'g.V().label().dedup()',
  };
  return traversals[action] ?? `g.V().hasLabel('${container.name}').valueMap(true)`;
}
