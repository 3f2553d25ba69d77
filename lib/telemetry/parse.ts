import { parseActivityLog } from './categories/activityLog';
import { PARSERS } from './categories/parsers';
import { categoryMeaningOf } from './category';
import { EventDraft } from './eventDraft';
import { isJsonObject, textOf, valueTextOf, type JsonObject } from './fields';
import { isLogAnalyticsRow, recordOfRow } from './logAnalytics';
import { deadLetter, IGNORED, type DeadLetter, type Parsed } from './parsed';
import { propertiesOf } from './properties';
import { isKnown, resourceOf, type KnownResource } from './resource';
import { isDefenderAlert, isWatchedInSubscription } from './scope';
import { parseTime } from './time';
import type { Category, MessagePosition } from './event';

/** The service began in 2014; earlier and far later times are sentinels such as 1601 and 9999. */
const EARLIEST = Date.UTC(2014, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * One raw record of any shape to an event, to the reason why it is of no interest, or to a dead
 * letter with the reason why it was not understood. Never throws, keeps nothing of `value`.
 */
export function parseRecord(value: unknown, message: MessagePosition, index: number): Parsed {
  if (!isJsonObject(value)) return deadLetter('notAnObject', `a record is a JSON ${typeOf(value)}`);
  const category = value.category;
  if (typeof category !== 'string') return parseUnusual(value, message, index);
  return parseKnownShape(value, category, message, index);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Shapes without a plain `category`: Log Analytics rows, the REST shape, metrics, wrappers. */
function parseUnusual(record: JsonObject, message: MessagePosition, index: number): Parsed {
  if (record.metricName !== undefined) return IGNORED.metric;
  if (isDefenderAlert(record)) return IGNORED.securityAlert;
  if (isLogAnalyticsRow(record)) {
    const meaning = recordOfRow(record);
    if (meaning === 'other') return IGNORED.otherTable;
    if (meaning !== 'unknown') {
      return parseKnownShape(meaning, textOf(meaning.category), message, index);
    }
  }
  const category = valueTextOf(record.category) || textOf(record.type);
  if (category !== '') return parseKnownShape(record, category, message, index);
  // Some log shippers put a record inside an object of their own.
  if (isJsonObject(record.record) && typeof record.record.record !== 'object') {
    return parseRecord(record.record, message, index);
  }
  return deadLetter('missingCategory', 'no category, and no columns of a known table');
}

function parseKnownShape(
  record: JsonObject,
  categoryName: string,
  message: MessagePosition,
  index: number,
): Parsed {
  const category = categoryMeaningOf(categoryName);
  if (category === 'unknown') return unknownCategory(record, categoryName);
  const time = timeOf(record.time ?? record.eventTimestamp);
  if (typeof time !== 'number') return time;
  if (category === 'partitionStatistics') return IGNORED.partitionStatistics;
  if (category === 'securityAlert') return IGNORED.securityAlert;
  if (category === 'otherActivity') return IGNORED.activityLogCategory;

  const resourceId = textOf(record.resourceId ?? record.resourceUri);
  if (resourceId === '') return deadLetter('missingResource', 'no resourceId');
  const resource = resourceOf(resourceId);
  if (resource.scope === 'invalid') {
    return deadLetter('invalidResource', 'resourceId names no account', resourceId);
  }
  if (!isKnown(resource)) return IGNORED[resource.scope];
  if (resource.scope === 'subscription' && !isWatched(record, category))
    return IGNORED.otherService;

  const event = new EventDraft(category, time, resource.account, message, index);
  return category === 'ActivityLog'
    ? completeActivity(record, resource, event)
    : completeRequest(record, category, resource, event);
}

function isWatched(record: JsonObject, category: Category): boolean {
  return category === 'ActivityLog' && isWatchedInSubscription(valueTextOf(record.operationName));
}

function completeRequest(
  record: JsonObject,
  category: Exclude<Category, 'ActivityLog'>,
  resource: KnownResource,
  event: EventDraft,
): Parsed {
  const properties = propertiesOf(record.properties);
  if (properties === null) return withoutProperties(record.properties);
  PARSERS[category](record, properties, event, resource.keySeed);
  return event;
}

function completeActivity(record: JsonObject, resource: KnownResource, event: EventDraft): Parsed {
  if (valueTextOf(record.operationName) === '') {
    return deadLetter('missingOperation', 'no operationName');
  }
  parseActivityLog(record, resource.rest, event, resource.keySeed);
  return event;
}

/** Epoch ms, or why the time is of no use. */
export function timeOf(logged: unknown): number | DeadLetter {
  if (logged === undefined || logged === null || logged === '') {
    return deadLetter('missingTime', 'no time');
  }
  if (typeof logged !== 'string') {
    return deadLetter('invalidTime', `time is a JSON ${typeOf(logged)}, not a text`);
  }
  const time = parseTime(logged);
  if (time >= EARLIEST && time < LATEST) return time;
  return Number.isNaN(time)
    ? deadLetter('invalidTime', 'time is neither ISO 8601 nor RFC 1123', logged)
    : deadLetter('timeOutOfRange', 'time is not between 2014 and 2100', logged);
}

/** A category that is not ours is ignored where the resource is not ours either. */
function unknownCategory(record: JsonObject, category: string): Parsed {
  if (record.metricName !== undefined) return IGNORED.metric;
  const resource = resourceOf(textOf(record.resourceId ?? record.resourceUri));
  if (resource.scope === 'otherService' || resource.scope === 'subscription') {
    return IGNORED.otherService;
  }
  if (resource.scope === 'otherResourceType') return IGNORED.otherResourceType;
  return deadLetter('unknownCategory', 'not a category of Azure Cosmos DB', category);
}

function withoutProperties(properties: unknown): DeadLetter {
  if (properties === undefined || properties === null || properties === '') {
    return deadLetter('missingProperties', 'no properties');
  }
  if (typeof properties !== 'string') {
    return deadLetter('unreadableProperties', `properties is a JSON ${typeOf(properties)}`);
  }
  return deadLetter(
    'unreadableProperties',
    'properties is a text that holds no object',
    properties,
  );
}
