import { agentOf } from '../application';
import { clientAddressOf } from '../clientAddress';
import { boundedTextOf, codeOf, quantityOf, textOf, type JsonObject } from '../fields';
import { names } from '../names';
import { dataPlaneOperationOf } from '../operation';
import { outcomeOfStatus } from '../outcome';
import { principalOf } from '../principal';
import { setRecordKey, type KeySeed } from '../recordKey';
import { resourceTypeOf } from '../resourceType';
import type { EventDraft } from '../eventDraft';

const LONGEST_RESOURCE = 2_048;
const LONGEST_NAME = 256;
const LONGEST_OPERATION = 256;

/** DataPlaneRequests: one request to the back end. */
export function parseDataPlane(
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  readRequest(record, properties, event);
  event.requestBytes = quantityOf(properties.requestLength);
  event.responseBytes = quantityOf(properties.responseLength);
  event.requestUnits = quantityOf(properties.requestCharge);
  event.durationMs = quantityOf(properties.duration);
  setRecordKey(event, keySeed);
}

/** What a single request and an aggregate of requests have in common. */
export function readRequest(record: JsonObject, properties: JsonObject, event: EventDraft): void {
  event.api = 'nosql';
  event.operationName = names.operation.get(boundedTextOf(record.operationName, LONGEST_OPERATION));
  event.operation = dataPlaneOperationOf(event.operationName);
  // 2017 records call it `resourceType`.
  event.resourceType = resourceTypeOf(
    textOf(properties.requestResourceType ?? properties.resourceType),
  );
  event.resource = boundedTextOf(properties.requestResourceId, LONGEST_RESOURCE);
  event.database = names.database.get(textOf(properties.databaseName));
  event.container = names.container.get(textOf(properties.collectionName));
  if (event.database === '' && event.resource.startsWith('/dbs/')) takeNamesFromResource(event);
  event.status = codeOf(properties.statusCode);
  event.outcome = outcomeOfStatus(event.status);
  event.clientIp = clientAddressOf(textOf(properties.clientIpAddress));
  const agent = agentOf(textOf(properties.userAgent));
  event.userAgent = agent.userAgent;
  event.application = agent.application;
  event.principal = principalOf(
    textOf(properties.aadPrincipalId),
    textOf(properties.resourceTokenPermissionId),
    textOf(properties.authTokenType) || textOf(properties.keyType),
  );
  event.region = names.region.get(textOf(properties.region ?? properties.regionName));
  event.activityId = boundedTextOf(properties.activityId, LONGEST_NAME);
}

/** `/dbs/<database>/colls/<container>/...` where the name properties are empty. */
function takeNamesFromResource(event: EventDraft): void {
  const [, , database, collections, container] = event.resource.split('/', 5);
  event.database = names.database.get(database ?? '');
  if (collections === 'colls') event.container = names.container.get(container ?? '');
}
