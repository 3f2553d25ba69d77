import { applicationOfId } from '../application';
import { clientAddressOf } from '../clientAddress';
import { boundedTextOf, isJsonObject, quantityOf, textOf, valueTextOf } from '../fields';
import { namesInPath } from '../namesInPath';
import { isStatusName, outcomeOfStatus, statusOfName } from '../outcome';
import { propertiesOf } from '../properties';
import { setRecordKey, type KeySeed } from '../recordKey';
import { managementTexts } from './managementTexts';
import { shallowTexts } from '../shallowTexts';
import { callerOf, claimIn, principalOfCaller } from './caller';
import { names } from '../names';
import type { Operation, ResourceType } from '../event';
import type { JsonObject } from '../fields';
import type { EventDraft } from '../eventDraft';

const LONGEST_NAME = 256;
const LONGEST_RESOURCE = 2_048;

/**
 * The Activity Log: who did what through ARM. Reads the record of the Event Hub and the one of the
 * REST API (`eventTimestamp`, `operationName.value`, `claims` and `caller` at the top).
 * `rest` is what follows the account in the resource id.
 */
export function parseActivityLog(
  record: JsonObject,
  rest: string,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  const identity = propertiesOf(record.identity);
  const claims = propertiesOf(record.claims ?? identity?.claims);
  const authorization = propertiesOf(record.authorization ?? identity?.authorization);
  const request = propertiesOf(record.httpRequest ?? identity?.httpRequest);
  const properties = propertiesOf(record.properties);
  const result = valueTextOf(record.resultType ?? record.status);
  const found = namesInPath(rest);

  event.operationName = names.operation.get(valueTextOf(record.operationName));
  event.api = found.api;
  event.resource = boundedTextOf(record.resourceId ?? record.resourceUri, LONGEST_RESOURCE);
  event.resource = event.resource.toLowerCase();
  event.resourceType = found.resourceType;
  event.database = names.database.get(found.database);
  event.container = names.container.get(found.container);
  event.operation = operationOf(event.operationName, rest, event.resourceType);
  event.status = statusOf(record, properties, result);
  event.outcome = outcomeOfStatus(event.status);
  event.clientIp = clientAddressOf(
    textOf(record.callerIpAddress) || textOf(request?.clientIpAddress) || claimIn(claims, 'ipaddr'),
  );
  const clientApplicationId = claimIn(claims, 'appid').toLowerCase();
  event.application = applicationOfId(clientApplicationId);
  event.principal = principalOfCaller(record, claims, authorization);
  event.durationMs = quantityOf(record.durationMs);
  event.management = {
    source: 'activityLog',
    phase: isStart(result) ? 'start' : 'end',
    target: event.resource,
    caller: callerOf(record, claims),
    clientApplicationId,
    correlationId: boundedTextOf(record.correlationId, LONGEST_NAME),
    clientRequestId: boundedTextOf(
      request?.clientRequestId ?? properties?.clientRequestId,
      LONGEST_NAME,
    ),
    ...managementTexts(properties),
    claims: shallowTexts(claims),
  };
  setRecordKey(event, keySeed, event.management.correlationId, stageOf(result));
}

/** A start announces; so does the acceptance of an operation that goes on for a while. */
function isStart(result: string): boolean {
  return /^(start|accept|in ?progress)/i.test(result);
}

/** `Success` at the hub is `Succeeded` in the REST shape: the first letters are the same. */
function stageOf(result: string): string {
  return result.slice(0, 4).toLowerCase();
}

/** A deleted account, database, container or script is a deletion; all else is management. */
function operationOf(operationName: string, rest: string, type: ResourceType): Operation {
  const deletes = /\/delete$/i.test(operationName);
  const deletesAccount = /\/databaseaccounts\/delete$/i.test(operationName);
  const isBelowAccount = type !== 'account' && !rest.includes('/providers/');
  return deletesAccount || (deletes && isBelowAccount && type !== 'offer')
    ? 'delete'
    : 'management';
}

/** The HTTP status: from `resultSignature` or `properties.statusCode`, number or name. */
function statusOf(record: JsonObject, properties: JsonObject | null, result: string): number {
  const signature = valueTextOf(record.resultSignature ?? record.subStatus);
  const candidates = [
    signature.slice(signature.indexOf('.') + 1),
    textOf(properties?.statusCode),
    isJsonObject(record.status) ? '' : textOf(record.status),
  ];
  const hasFailed = /^(fail|cancel|error|reject|timeout)/i.test(result);
  for (const candidate of candidates) {
    const status = /^[1-5]\d\d$/.test(candidate)
      ? Number(candidate)
      : isStatusName(candidate)
        ? statusOfName(candidate)
        : 0;
    // Some services answer OK to what they report as failed later.
    if (status >= (hasFailed ? 400 : 1)) return status;
  }
  return hasFailed ? 400 : 200;
}
