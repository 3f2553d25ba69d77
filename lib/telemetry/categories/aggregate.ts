import { quantityOf, textOf, type JsonObject } from '../fields';
import { REQUEST } from './dataPlane';
import { setFields } from './fields';
import { setRecordKey, type KeySeed } from '../recordKey';
import type { EventDraft } from '../eventDraft';

/**
 * DataPlaneRequests5M and 15M: equal requests of five or fifteen minutes in one record. Only the
 * Log Analytics columns are documented; at the hub the same names in lower camel case are assumed.
 * Sizes and charges are totals, the duration is the average.
 */
export function parseAggregate(
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
): void {
  setFields(REQUEST, record, properties, event);
  // The table's reference says RequestCount, the queries of its guide SampleCount.
  const count = quantityOf(properties.requestCount ?? properties.sampleCount);
  event.requests = Math.max(1, Math.round(count));
  event.requestBytes = totalOf(properties.totalRequestLength, properties.avgRequestLength, event);
  event.responseBytes = totalOf(
    properties.totalResponseLength,
    properties.avgResponseLength,
    event,
  );
  event.requestUnits = totalOf(properties.totalRequestCharge, properties.avgRequestCharge, event);
  const totalDuration = quantityOf(properties.totalDurationMs ?? properties.totalDuration);
  event.durationMs =
    quantityOf(properties.avgDurationMs ?? properties.avgDuration) ||
    totalDuration / event.requests;
  // An aggregate has no activity id: what it is grouped by makes it distinct.
  setRecordKey(
    event,
    keySeed,
    `${event.database}/${event.container}/${textOf(properties.partitionId)}/${event.region}`,
    `${event.clientIp}/${event.principal.id}/${event.userAgent}/${event.resourceType}`,
  );
}

function totalOf(total: unknown, average: unknown, event: EventDraft): number {
  return quantityOf(total) || quantityOf(average) * event.requests;
}
