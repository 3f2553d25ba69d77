import { agentOf } from '../application';
import { boundedTextOf, numberOf, textOf, type JsonObject } from '../fields';
import { queryDetailOf } from '../queryText';
import { setRecordKey, type KeySeed } from '../recordKey';
import { names } from '../names';
import type { EventDraft } from '../eventDraft';

const LONGEST_NAME = 256;
const GATEWAY = 'RoutingGateway';

/**
 * QueryRuntimeStatistics: the text of a query of the NoSQL API. It tells no client and no identity:
 * its address (`partialipaddress`) and often its user agent are those of the gateway that ran the
 * query, so both stay empty until the data-plane record of the same activity id is joined.
 */
export function parseQueryRuntime(
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  event.api = 'nosql';
  event.operation = 'query';
  event.operationName = names.operation.get(textOf(record.operationName));
  event.resourceType = 'document';
  event.database = names.database.get(textOf(properties.databasename ?? properties.databaseName));
  event.container = names.container.get(
    textOf(properties.collectionname ?? properties.collectionName),
  );
  event.region = names.region.get(textOf(properties.regionname ?? properties.regionName));
  event.activityId = boundedTextOf(properties.activityId, LONGEST_NAME);
  const userAgent = textOf(properties.useragent ?? properties.userAgent);
  if (!userAgent.endsWith(GATEWAY)) {
    const agent = agentOf(userAgent);
    event.userAgent = agent.userAgent;
    event.application = agent.application;
  }
  const rows = textOf(properties.numberofrowsreturned);
  const text = textOf(properties.querytext ?? properties.queryText);
  event.query = queryDetailOf(text, ['query'], {
    status: boundedTextOf(properties.queryexecutionstatus, LONGEST_NAME),
    rows: rows === '' ? -1 : numberOf(rows),
    shapeSignature: boundedTextOf(properties.shapesignature, LONGEST_NAME),
  });
  // By the text and not by `signature`: the Log Analytics table has no signature.
  setRecordKey(event, keySeed, textOf(properties.partitionkeyrangeid), text);
}
