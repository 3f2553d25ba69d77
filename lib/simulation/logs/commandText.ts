import type { Container, Request } from '../traffic/request';
import type { CommandApi } from './command';

/** `piiCommandText`: the command in the API's own language, wrapped as the API does. */
export function commandText(api: CommandApi, request: Request): string {
  const text = request.query?.text;
  switch (api) {
    case 'mongodb':
      return text ?? JSON.stringify(mongoCommand(request));
    case 'cassandra':
      return JSON.stringify({ request: text ?? cassandraStatement(request) });
    case 'gremlin':
      return JSON.stringify({ gremlin: text ?? traversal(request) });
    case 'table':
      return text ?? tableFilter(request);
  }
}

/** The condition: a property and its value. */
function conditionOf({ query, item }: Request): readonly [string, string] {
  return query === undefined ? ['id', item ?? ''] : [query.property, query.value];
}

function mongoCommand(request: Request): object {
  const { name, database } = request.container ?? { name: 1, database: 'admin' };
  const [property, value] = conditionOf(request);
  const filter = request.query?.shape === 'everything' ? {} : { [property]: value };
  const common = { $db: database };
  switch (request.action) {
    case 'readDocument':
      return { find: name, filter: { _id: value }, limit: 1, ...common };
    case 'queryDocuments':
      return { find: name, filter, limit: request.query?.limit ?? 0, ...common };
    case 'listDocuments':
      return { getMore: 1, collection: name, batchSize: 1_000, ...common };
    case 'createDocument':
      return { insert: name, documents: [{ _id: value }], ...common };
    case 'replaceDocument':
    case 'upsertDocument':
      return { update: name, updates: [{ q: { _id: value }, u: { $set: {} } }], ...common };
    case 'deleteDocument':
      return { delete: name, deletes: [{ q: { _id: value }, limit: 1 }], ...common };
    case 'dropContainer':
      return { drop: name, ...common };
    case 'createContainer':
      return { create: name, ...common };
    case 'dropDatabase':
      return { dropDatabase: 1, ...common };
    case 'listContainers':
      return { listCollections: 1, ...common };
    case 'listDatabases':
      return { listDatabases: 1, $db: 'admin' };
    default:
      return { ping: 1, ...common };
  }
}

const tableOf = ({ database, name }: Container): string => `${database}.${name}`;

function cassandraStatement(request: Request): string {
  if (request.container === null) return 'SELECT * FROM system_schema.keyspaces';
  const table = tableOf(request.container);
  const [property] = conditionOf(request);
  const everything = request.query?.shape === 'everything' || request.action === 'listDocuments';
  switch (request.action) {
    case 'createDocument':
    case 'upsertDocument':
      return `INSERT INTO ${table} (id, ${property}) VALUES (?, ?)`;
    case 'replaceDocument':
      return `UPDATE ${table} SET ${property} = ? WHERE id = ?`;
    case 'deleteDocument':
      return `DELETE FROM ${table} WHERE id = ?`;
    case 'dropContainer':
      return `DROP TABLE ${table}`;
    case 'createContainer':
      return `CREATE TABLE ${table} (id text PRIMARY KEY)`;
    case 'dropDatabase':
      return `DROP KEYSPACE ${request.container.database}`;
    case 'listContainers':
      return 'SELECT * FROM system_schema.tables';
    default:
      return `SELECT * FROM ${table}${everything ? '' : ` WHERE ${property} = ?`}`;
  }
}

function traversal(request: Request): string {
  const label = request.container?.name ?? '';
  const [property, value] = conditionOf(request);
  switch (request.action) {
    case 'createDocument':
    case 'upsertDocument':
      return `g.addV('${label}').property('id', '${value}')`;
    case 'replaceDocument':
      return `g.V('${value}').property('state', 'done')`;
    case 'deleteDocument':
      return `g.V('${value}').drop()`;
    case 'listDocuments':
      return 'g.V()';
    default:
      return request.query?.shape === 'everything'
        ? 'g.V()'
        : `g.V().hasLabel('${label}').has('${property}', '${value}').limit(20)`;
  }
}

function tableFilter(request: Request): string {
  if (request.query?.shape === 'everything' || request.action === 'listDocuments') return '';
  if (request.query === undefined && request.item === undefined) return '';
  const [property, value] = conditionOf(request);
  return `${property === 'id' ? 'RowKey' : property} eq '${value}'`;
}
