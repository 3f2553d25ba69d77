import type { Account } from './account';
import { badRequest } from './cosmosError';
import { queryDefinitions } from './feedRoutes';
import type { JsonObject } from './json';
import { jsonBody, type CosmosRequest, type Reply } from './request';

/** Answers requests on the account, its databases and its containers. @throws CosmosError */
export function answerMetadata(account: Account, endpoint: string, request: CosmosRequest): Reply {
  const [, database = '', , container = ''] = request.segments;
  switch (`${request.method} ${shapeOf(request.segments)}`) {
    case 'GET /':
      return ok(accountProperties(endpoint));
    case 'GET /dbs':
      return feed('Databases', account.listDatabases());
    case 'POST /dbs':
      if (isQuery(request)) return queryDefinitions('Databases', account.listDatabases(), request);
      return created(account.createDatabase(jsonBody(request)));
    case 'GET /dbs/*':
      return ok(account.database(database).definition);
    case 'DELETE /dbs/*':
      account.deleteDatabase(database);
      return { status: 204 };
    case 'GET /dbs/*/colls':
      return feed('DocumentCollections', account.listContainers(database));
    case 'POST /dbs/*/colls':
      if (isQuery(request)) {
        const definitions = account.listContainers(database);
        return queryDefinitions('DocumentCollections', definitions, request);
      }
      return created(account.createContainer(database, jsonBody(request)));
    case 'GET /dbs/*/colls/*':
      return ok(account.container(database, container).definition);
    case 'PUT /dbs/*/colls/*':
      return ok(account.replaceContainer(database, container, jsonBody(request)));
    case 'DELETE /dbs/*/colls/*':
      account.deleteContainer(database, container);
      return { status: 204 };
    case 'GET /dbs/*/colls/*/pkranges':
      account.container(database, container);
      return feed('PartitionKeyRanges', [PARTITION_KEY_RANGE]);
    default:
      throw badRequest(
        `The embedded Cosmos DB has no ${request.method} /${request.segments.join('/')}.`,
      );
  }
}

/** Everything lies in one physical partition, as in a small container in Azure. */
const PARTITION_KEY_RANGE = {
  id: '0',
  minInclusive: '',
  maxExclusive: 'FF',
  ridPrefix: 0,
  throughputFraction: 1,
  status: 'online',
  parents: [],
};

function shapeOf(segments: readonly string[]): string {
  return `/${segments.map((segment, index) => (index % 2 === 0 ? segment : '*')).join('/')}`;
}

function isQuery(request: CosmosRequest): boolean {
  return request.header('x-ms-documentdb-isquery')?.toLowerCase() === 'true';
}

/** The client takes the addresses it talks to from here. */
function accountProperties(endpoint: string): JsonObject {
  const locations = [{ name: 'Local', databaseAccountEndpoint: endpoint }];
  return {
    id: 'local',
    _rid: 'local',
    _self: '',
    _dbs: '//dbs/',
    media: '//media/',
    addresses: '//addresses/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
    queryEngineConfiguration: '{}',
  };
}

const ok = (body: JsonObject): Reply => ({ status: 200, body });
const created = (body: JsonObject): Reply => ({ status: 201, body });
const feed = (name: string, values: readonly JsonObject[]): Reply => ({
  status: 200,
  body: { _rid: '', [name]: values, _count: values.length },
});
