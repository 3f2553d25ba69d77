import { boundedTextOf, codeOf, quantityOf, textOf, type JsonObject } from '../fields';
import { namesInPath, type NamesInPath } from '../namesInPath';
import { outcomeOfStatus } from '../outcome';
import { setRecordKey, type KeySeed } from '../recordKey';
import { managementTexts } from './managementTexts';
import { shallowTexts } from '../shallowTexts';
import { names } from '../names';
import type { Api, ManagementDetail, Operation, Outcome, ResourceType } from '../event';
import type { EventDraft } from '../eventDraft';

const LONGEST_NAME = 256;
const LONGEST_RESOURCE = 2_048;

/**
 * ControlPlaneRequests: a change of the account or of what is in it, made through ARM. It tells
 * neither who nor from where; the Activity Log does.
 */
export function parseControlPlane(
  record: JsonObject,
  logged: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  const properties = withoutCapitals(logged);
  const operationName = names.operation.get(textOf(record.operationName));
  const target = boundedTextOf(properties.resourceUri, LONGEST_RESOURCE);
  const found = namesInPath(target);
  event.operationName = operationName;
  event.api = found.api ?? apiOf(textOf(properties.apiKind));
  event.resource = target;
  event.resourceType = resourceTypeOf(found, textOf(properties.apiKindResourceType), operationName);
  event.database = names.database.get(found.database);
  event.container = names.container.get(found.container);
  event.operation = operationOf(
    textOf(properties.operationType),
    operationName,
    event.resourceType,
  );
  event.status = codeOf(properties.httpstatusCode ?? properties.httpStatusCode);
  event.outcome = outcomeOf(event.status, textOf(properties.result));
  event.region = names.region.get(textOf(properties.regionName ?? properties.region));
  event.durationMs = quantityOf(properties.duration);
  event.activityId = boundedTextOf(properties.activityId, LONGEST_NAME);
  event.management = {
    source: 'controlPlane',
    phase: phaseOf(operationName),
    target,
    caller: '',
    clientApplicationId: '',
    correlationId: '',
    clientRequestId: '',
    ...managementTexts(properties),
    claims: shallowTexts(null),
  };
  setRecordKey(event, keySeed, textOf(properties.roleAssignmentId), textOf(properties.result));
}

/** How names of accounts' properties are written at the hub is not documented: `IpRangeFilter` too. */
function withoutCapitals(properties: JsonObject): JsonObject {
  const members = Object.entries(properties);
  if (!members.some(([name]) => /^[A-Z]/.test(name))) return properties;
  return Object.fromEntries(
    members.map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}

/** An account-level change is logged when it starts and when it is complete. */
function phaseOf(operationName: string): ManagementDetail['phase'] {
  if (/start$/i.test(operationName)) return 'start';
  return /complete$/i.test(operationName) ? 'end' : 'single';
}

function apiOf(apiKind: string): Api | null {
  const kind = apiKind.toLowerCase();
  if (kind === 'sql') return 'nosql';
  if (kind.startsWith('mongo')) return 'mongodb';
  return kind === 'cassandra' || kind === 'gremlin' || kind === 'table' ? kind : null;
}

/** The path tells best; else `apiKindResourceType`, else the operation's name. */
function resourceTypeOf(found: NamesInPath, logged: string, operationName: string): ResourceType {
  if (found.resourceType !== 'account') return found.resourceType;
  const name = `${logged}/${operationName}`.toLowerCase();
  if (/throughput/.test(name)) return 'offer';
  if (/storedprocedure/.test(name)) return 'storedProcedure';
  if (/trigger/.test(name)) return 'trigger';
  if (/userdefinedfunction/.test(name)) return 'userDefinedFunction';
  if (/container|collection|graph|table/.test(name)) return 'container';
  return /database|keyspace/.test(name) ? 'database' : 'account';
}

const CREATED_OR_DELETED: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'database',
  'container',
  'storedProcedure',
  'trigger',
  'userDefinedFunction',
]);

function operationOf(logged: string, operationName: string, type: ResourceType): Operation {
  const name = (logged || operationName.replace(/(start|complete)$/i, '')).toLowerCase();
  if (
    name.endsWith('delete') &&
    (CREATED_OR_DELETED.has(type) || /^account/i.test(operationName))
  ) {
    return 'delete';
  }
  return name.endsWith('create') && CREATED_OR_DELETED.has(type) ? 'create' : 'management';
}

/** A record without a status (a start) has succeeded unless its result says otherwise. */
function outcomeOf(status: number, result: string): Outcome {
  if (status !== 0) return outcomeOfStatus(status);
  return result === '' || /^(ok|success|succeeded|accepted|created|nocontent)$/i.test(result)
    ? 'ok'
    : 'clientError';
}
