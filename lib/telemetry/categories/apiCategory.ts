import { agentOf } from '../application';
import { clientAddressOf } from '../clientAddress';
import { boundedTextOf, codeOf, quantityOf, textOf, type JsonObject } from '../fields';
import { commandMeaningOf } from '../operation';
import { outcomeOfErrorCode } from '../outcome';
import { principalOf } from '../principal';
import { queryDetailOf } from '../queryText';
import { setRecordKey, type KeySeed } from '../recordKey';
import { names } from '../names';
import type { Api, Operation } from '../event';
import type { EventDraft } from '../eventDraft';

const LONGEST_NAME = 256;

type CommandApi = Exclude<Api, 'nosql'>;

/** Members that may wrap the command's text. A MongoDB command is JSON itself and stays whole. */
const WRAPPERS: Readonly<Record<CommandApi, readonly string[]>> = {
  mongodb: [],
  cassandra: ['request', 'query'],
  gremlin: ['request', 'query', 'gremlin'],
  table: ['request', 'query', 'filter', '$filter'],
};

/**
 * MongoRequests, CassandraRequests, GremlinRequests and TableApiRequests have one set of fields. None
 * tells an HTTP status or an Entra identity; success is in the API's own error code.
 */
export function parseApiCategory(
  api: CommandApi,
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  event.api = api;
  event.operationName = names.operation.get(textOf(record.operationName));
  const meaning = commandMeaningOf(api, event.operationName);
  event.resourceType = meaning.resourceType;
  event.database = names.database.get(textOf(properties.databaseName ?? properties.databasename));
  event.container = names.container.get(
    textOf(properties.collectionName ?? properties.collectionname ?? properties.tableName),
  );
  const errorCode = textOf(properties.errorCode ?? properties.statusCode);
  event.status = codeOf(errorCode);
  event.outcome = outcomeOfErrorCode(api, errorCode, event.status);
  event.clientIp = clientAddressOf(textOf(properties.address ?? properties.clientIpAddress));
  const agent = agentOf(textOf(properties.userAgent));
  event.userAgent = agent.userAgent;
  event.application = agent.application;
  event.principal = principalOf(
    textOf(properties.aadPrincipalId),
    '',
    textOf(properties.authorizationTokenType ?? properties.authTokenType),
  );
  event.region = names.region.get(textOf(properties.region ?? properties.regionName));
  event.requestBytes = quantityOf(properties.requestLength);
  event.responseBytes = quantityOf(properties.responseLength);
  event.requestUnits = quantityOf(properties.requestCharge);
  event.durationMs = quantityOf(properties.duration);
  event.activityId = boundedTextOf(properties.activityId, LONGEST_NAME);
  const text = textOf(properties.piiCommandText);
  event.query = queryDetailOf(text, WRAPPERS[api]);
  event.operation =
    api === 'gremlin' && meaning.operation === 'query'
      ? gremlinOperationOf(event.query?.text ?? '')
      : meaning.operation;
  setRecordKey(event, keySeed, errorCode, text);
}

/** Every traversal is logged as `eval`; where its text is known, its steps tell what it changes. */
function gremlinOperationOf(text: string): Operation {
  if (/\.\s*drop\s*\(/.test(text)) return 'delete';
  if (/\.\s*add[VE]\s*\(/.test(text)) return 'create';
  return /\.\s*property\s*\(/.test(text) ? 'replace' : 'query';
}
