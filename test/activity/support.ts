import { HourCounts, type StoredCounts } from '../../lib/activity/hourCounts';
import { HOUR } from '../../lib/activity/windowPart';
import { windowOf, type ActivityWindow } from '../../lib/activity/window';
import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { accountResource, dataPlaneRecord, type RequestSketch } from '../../lib/simulation/records';
import type { DocumentStore } from '../../lib/storage/documents';
import type { AccessEvent, AccountId, MessagePosition } from '../../lib/telemetry/event';
import { isEvent } from '../../lib/telemetry/parsed';
import { outcomeOfRecord } from '../../lib/telemetry/recordOutcome';

export const START = Date.parse('2026-11-22T10:00:00Z');
export const NEXT = START + HOUR;
/** As events of `dataPlaneRecord` for account `a` name it. */
export const ACCOUNT = accountResource('a').toLowerCase() as AccountId; // events hold it like this

export function at(source: string, sequence: number): MessagePosition {
  return { source, sequence, enqueuedTime: START + sequence };
}

let ids = 0;

/** One request of account `a`, a read of an order by key, unless told otherwise. */
export function request(
  sketch: Partial<RequestSketch> = {},
  message = at('ns/hub/0', 0),
): AccessEvent {
  ids += 1;
  const activityId = `activity-${ids}`;
  const record = dataPlaneRecord({ time: START, account: 'a', activityId, ...sketch });
  return eventOf(record, message);
}

/** A record of DataPlaneRequests5M or 15M that stands for many equal requests. */
export function aggregate(
  category: 'DataPlaneRequests5M' | 'DataPlaneRequests15M',
  requests: number,
  responseBytes: number,
  sketch: Partial<RequestSketch> = {},
): AccessEvent {
  const single = dataPlaneRecord({ time: START, account: 'a', activityId: '', ...sketch });
  return eventOf(
    {
      ...single,
      category,
      properties: {
        ...Object(single['properties']),
        requestCount: String(requests),
        totalResponseLength: String(responseBytes),
        totalRequestLength: '0',
        totalRequestCharge: String(requests * 2.5),
      },
    },
    at('ns/hub/0', 0),
  );
}

export function eventOf(
  record: Readonly<Record<string, unknown>>,
  message = at('ns/hub/0', 0),
): AccessEvent {
  const outcome = outcomeOfRecord(record, message, 0);
  if (!isEvent(outcome)) throw new TypeError(`${JSON.stringify(record)} gives no event`);
  return outcome;
}

/** The same event in another message. */
export function inMessage(event: AccessEvent, message: MessagePosition): AccessEvent {
  return { ...event, message };
}

/** Counts as they come back from the database. */
export function storedAndRead(counts: HourCounts): HourCounts {
  const text = JSON.stringify(counts.toStored());
  return HourCounts.from(JSON.parse(text) as StoredCounts, START); // the text of one
}

/** What a new instance reads of an hour. */
export async function storedWindow(
  store: DocumentStore,
  hour = START,
  account = ACCOUNT,
): Promise<ActivityWindow> {
  const parts = await new DocumentActivityStore(store).parts(account, hour, 'fresh');
  return windowOf(account, hour, parts);
}

/** Actors of a window in an order of their own, with their figures. */
export function sortedActors(window: ActivityWindow) {
  return window
    .actorHours()
    .map((actor) => ({ key: `${actor.address} ${actor.principal.id} ${actor.application}`, actor }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
