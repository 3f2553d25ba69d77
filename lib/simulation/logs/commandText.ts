import type { Api } from '../../telemetry/event';
import type { Action, Request } from '../traffic/request';
import type { Container } from '../traffic/container';

export type CommandApi = Exclude<Api, 'nosql'>;

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

/** What a command is about: the container's names, and a condition. */
interface Subject {
  readonly database: string;
  readonly name: string;
  readonly property: string;
  readonly value: string;
  readonly limit: number;
  /** No condition. */
  readonly everything: boolean;
}

type Texts<Text> = Readonly<Partial<Record<Action, (subject: Subject) => Text>>>;

function subjectOf({ container, query, item = '', action }: Request): Subject {
  const { database, name }: Pick<Container, 'database' | 'name'> = container ?? {
    database: 'admin',
    name: '',
  };
  const everything = query?.shape === 'everything' || action === 'listDocuments';
  const condition = query ?? { property: 'id', value: item, limit: 1 };
  return { database, name, everything, ...condition };
}

const MONGODB: Texts<object> = {
  readDocument: ({ name, value }) => ({ find: name, filter: { _id: value }, limit: 1 }),
  queryDocuments: ({ name, everything, property, value, limit }) => ({
    find: name,
    filter: everything ? {} : { [property]: value },
    limit,
  }),
  listDocuments: ({ name }) => ({ getMore: 1, collection: name, batchSize: 1_000 }),
  createDocument: ({ name, value }) => ({ insert: name, documents: [{ _id: value }] }),
  replaceDocument: ({ name, value }) => ({
    update: name,
    updates: [{ q: { _id: value }, u: { $set: {} } }],
  }),
  upsertDocument: ({ name, value }) => ({
    update: name,
    updates: [{ q: { _id: value }, u: { $set: {} }, upsert: true }],
  }),
  deleteDocument: ({ name, value }) => ({
    delete: name,
    deletes: [{ q: { _id: value }, limit: 1 }],
  }),
  createContainer: ({ name }) => ({ create: name }),
  dropContainer: ({ name }) => ({ drop: name }),
  dropDatabase: () => ({ dropDatabase: 1 }),
  listContainers: () => ({ listCollections: 1 }),
  listDatabases: () => ({ listDatabases: 1 }),
};

function mongoCommand(request: Request): object {
  const subject = subjectOf(request);
  const command = MONGODB[request.action]?.(subject) ?? { ping: 1 };
  return { ...command, $db: subject.database };
}

const CASSANDRA: Texts<string> = {
  createDocument: ({ database, name }) =>
    `INSERT INTO ${database}.${name} (id, body) VALUES (?, ?)`,
  upsertDocument: ({ database, name }) =>
    `INSERT INTO ${database}.${name} (id, body) VALUES (?, ?)`,
  replaceDocument: ({ database, name }) => `UPDATE ${database}.${name} SET body = ? WHERE id = ?`,
  deleteDocument: ({ database, name }) => `DELETE FROM ${database}.${name} WHERE id = ?`,
  createContainer: ({ database, name }) => `CREATE TABLE ${database}.${name} (id text PRIMARY KEY)`,
  dropContainer: ({ database, name }) => `DROP TABLE ${database}.${name}`,
  dropDatabase: ({ database }) => `DROP KEYSPACE ${database}`,
  listContainers: () => 'SELECT * FROM system_schema.tables',
  listDatabases: () => 'SELECT * FROM system_schema.keyspaces',
};

function cassandraStatement(request: Request): string {
  const subject = subjectOf(request);
  const written = CASSANDRA[request.action]?.(subject);
  const condition = subject.everything ? '' : ` WHERE ${subject.property} = ?`;
  return written ?? `SELECT * FROM ${subject.database}.${subject.name}${condition}`;
}

const GREMLIN: Texts<string> = {
  createDocument: ({ name, value }) => `g.addV('${name}').property('id', '${value}')`,
  upsertDocument: ({ name, value }) => `g.addV('${name}').property('id', '${value}')`,
  replaceDocument: ({ value }) => `g.V('${value}').property('state', 'done')`,
  deleteDocument: ({ value }) => `g.V('${value}').drop()`,
};

function traversal(request: Request): string {
  const subject = subjectOf(request);
  const { name, property, value } = subject;
  const reads = subject.everything
    ? 'g.V()'
    : `g.V().hasLabel('${name}').has('${property}', '${value}').limit(20)`;
  return GREMLIN[request.action]?.(subject) ?? reads;
}

/** A filter; empty where a whole table or the list of tables is asked for. */
function tableFilter(request: Request): string {
  const { everything, property, value } = subjectOf(request);
  if (everything || request.action.endsWith('Containers')) return '';
  return `${property === 'id' ? 'RowKey' : property} eq '${value}'`;
}
