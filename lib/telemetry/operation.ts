import type { Api, Operation, ResourceType } from './event';
import { InternTable } from './internTable';

const DATA_PLANE = new Map<string, Operation>([
  ['create', 'create'],
  ['read', 'read'],
  ['readfeed', 'list'],
  ['update', 'replace'],
  ['replace', 'replace'],
  ['upsert', 'upsert'],
  ['patch', 'patch'],
  ['delete', 'delete'],
  ['query', 'query'],
  ['sqlquery', 'query'],
  ['jsquery', 'query'],
  ['queryplan', 'metadata'],
  ['execute', 'execute'],
  ['executejavascript', 'execute'],
  ['batch', 'batch'],
  ['head', 'head'],
  ['headfeed', 'head'],
]);

const dataPlaneOperations = new InternTable<Operation>(
  128,
  (name) => DATA_PLANE.get(name.toLowerCase()) ?? 'other',
);

/** Operation of a data-plane record; `Update` is how the logs name a replace. */
export function dataPlaneOperationOf(operationName: string): Operation {
  return dataPlaneOperations.get(operationName);
}

/** What an API command does, and to what. */
export interface CommandMeaning {
  readonly operation: Operation;
  readonly resourceType: ResourceType;
}

type Rule = readonly [pattern: RegExp, operation: Operation, resourceType: ResourceType];

/** First match wins. Command names come with and without a prefix (`QuerySelect`, `find`). */
const RULES: Readonly<Record<Exclude<Api, 'nosql'>, readonly Rule[]>> = {
  mongodb: [
    [/^(find|aggregate|count|distinct|getmore|explain|op_query|op_get_more)$/, 'query', 'document'],
    [/^(insert|op_insert)$/, 'create', 'document'],
    [/^(update|findandmodify|bulkwrite|op_update)$/, 'replace', 'document'],
    [/^(delete|op_delete)$/, 'delete', 'document'],
    [/^(mapreduce|eval|\$eval)$/, 'execute', 'document'],
    [/^dropdatabase$/, 'delete', 'database'],
    [/^drop(collection)?$/, 'delete', 'container'],
    [/^(create|createcollection)$/, 'create', 'container'],
    [/^listdatabases$/, 'list', 'database'],
    [/^(listcollections|listindexes)$/, 'list', 'container'],
    [
      /^(create|drop|update)(user|role|indexes)|^dropindex|^(grant|revoke)|^collmod|^customaction/,
      'management',
      'container',
    ],
  ],
  cassandra: [
    [/(create|drop|alter|grant|revoke|list)(role|user|permission)/, 'management', 'user'],
    [/(drop)(keyspace)/, 'delete', 'database'],
    [/(create)(keyspace)/, 'create', 'database'],
    [/drop(table|columnfamily)?$|truncate/, 'delete', 'container'],
    [/create(table|columnfamily)?$/, 'create', 'container'],
    [/alter/, 'replace', 'container'],
    [/select/, 'query', 'document'],
    [/insert/, 'create', 'document'],
    [/update/, 'replace', 'document'],
    [/delete/, 'delete', 'document'],
    [/batch/, 'batch', 'document'],
    [/execute|^query$/, 'query', 'document'],
  ],
  gremlin: [[/^(eval|bytecode|traversal)$/, 'query', 'document']],
  table: [
    [/(query|list|get)tables?$/, 'list', 'container'],
    [/(create|insert)table$/, 'create', 'container'],
    [/deletetable$/, 'delete', 'container'],
    [/batch|transaction/, 'batch', 'document'],
    [/upsert|insertor(replace|merge)/, 'upsert', 'document'],
    [/query|select/, 'query', 'document'],
    [/insert|create|add/, 'create', 'document'],
    [/merge|patch/, 'patch', 'document'],
    [/update|replace/, 'replace', 'document'],
    [/delete|remove/, 'delete', 'document'],
    [/get|read|retrieve/, 'read', 'document'],
  ],
};

const METADATA: CommandMeaning = { operation: 'metadata', resourceType: 'account' };
const HANDSHAKE: CommandMeaning = { operation: 'other', resourceType: 'account' };
const OTHER: CommandMeaning = { operation: 'other', resourceType: 'unknown' };

/** What drivers say by themselves, and sign-in: they tell nothing of what there is. */
const HANDSHAKE_COMMAND =
  /^(ping|hello|ismaster|buildinfo|getlasterror|replsetgetstatus|endsessions|killcursors|sasl.*|authenticate|logout|options|startup|register|auth.*|prepare.*|close|use)$/;
/** Questions about the server. */
const METADATA_COMMAND =
  /^(whatsmyuri|getparameter|serverstatus|connectionstatus|hostinfo|getcmdlineopts|getlog|top|dbstats|collstats|.*serviceproperties|.*servicestats)$/;

function meaningTable(api: Exclude<Api, 'nosql'>): InternTable<CommandMeaning> {
  return new InternTable<CommandMeaning>(256, (logged) => {
    const name = logged.slice(0, 100).toLowerCase();
    for (const [pattern, operation, resourceType] of RULES[api]) {
      if (pattern.test(name)) return { operation, resourceType };
    }
    if (HANDSHAKE_COMMAND.test(name)) return HANDSHAKE;
    return METADATA_COMMAND.test(name) ? METADATA : OTHER;
  });
}

const MEANINGS = {
  mongodb: meaningTable('mongodb'),
  cassandra: meaningTable('cassandra'),
  gremlin: meaningTable('gremlin'),
  table: meaningTable('table'),
};

/** Where Cassandra keeps what keyspaces and tables there are. */
const CATALOGUE = 'system_schema';
const READ_OF_CATALOGUE: CommandMeaning = { operation: 'list', resourceType: 'container' };

/** Meaning of a command's name in one of the four API categories; to query a catalogue is to list. */
export function commandMeaningOf(
  api: Exclude<Api, 'nosql'>,
  operationName: string,
  database: string,
): CommandMeaning {
  const meaning = MEANINGS[api].get(operationName);
  const isCatalogue = database === CATALOGUE && api === 'cassandra';
  return isCatalogue && meaning.operation === 'query' ? READ_OF_CATALOGUE : meaning;
}
