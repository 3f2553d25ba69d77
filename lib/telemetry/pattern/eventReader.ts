import { FIELD_TABLES } from '../categories/parsers';
import type { FieldTable } from '../categories/fields';
import { EventDraft } from '../eventDraft';
import { isJsonObject, textOf, type JsonObject } from '../fields';
import { parseRecord, timeOf } from '../parse';
import { isEvent } from '../parsed';
import { setRecordKey } from '../recordKey';
import { resourceOf, type Resource } from '../resource';
import type { AccessEvent, MessagePosition } from '../event';
import { eventPlacesOf, type EventPlaces } from './eventPlaces';
import type { FieldTexts } from './fieldTexts';
import type { MessageBytes } from './messageBytes';
import { Minute } from './minute';
import type { SlotReader } from './recordReader';
import type { Slot } from './slot';

const NOWHERE: MessagePosition = { source: '', sequence: 0, enqueuedTime: 0 };

/**
 * Makes the event of a record straight from the values that differ from a record before: all else is
 * as in that one's event.
 */
export class EventReader implements SlotReader {
  private readonly minute = new Minute();

  private constructor(
    private readonly like: AccessEvent,
    private readonly resource: Resource,
    private readonly properties: JsonObject,
    private readonly table: FieldTable,
    private readonly places: EventPlaces,
  ) {
    places.time?.readWith(this.minute);
  }

  /** Null where the record's category is not read member by member, or its shape is unusual. */
  static of(record: JsonObject, slots: readonly Slot[], texts: FieldTexts): EventReader | null {
    const { category, properties } = record;
    if (typeof category !== 'string' || !isJsonObject(properties)) return null;
    const event = parseRecord(record, NOWHERE, 0);
    if (!isEvent(event)) return null;
    const table = FIELD_TABLES.get(event.category);
    if (table === undefined) return null;
    const places = eventPlacesOf(slots, table, record, properties, texts);
    const resource = resourceOf(textOf(record.resourceId ?? record.resourceUri));
    return new EventReader(event, resource, properties, table, places);
  }

  read(message: MessageBytes, position: MessagePosition, index: number): AccessEvent | null {
    const { like, places } = this;
    const time = places.time === null ? like.time : this.time(places.time, message);
    if (Number.isNaN(time)) return null;
    const resource = places.resource === null ? this.resource : places.resource.meaning(message);
    if (resource.scope !== 'account') return null;
    const event = new EventDraft(like.category, time, resource.account, position, index, like);
    this.fill(event, message);
    const [distinct, distinctToo] = this.table.distinct.texts(this.properties);
    setRecordKey(event, resource.keySeed, distinct, distinctToo, places.key);
    return event;
  }

  private fill(event: EventDraft, message: MessageBytes): void {
    const { places, properties } = this;
    for (const field of places.fields) field.read(message, event);
    for (const member of places.members) member.write(message);
    for (const { set } of places.joint) set(event, properties);
  }

  /** NaN where the slot holds no time. */
  private time(slot: Slot, message: MessageBytes): number {
    if (slot.isQuick) return this.minute.value;
    const time = timeOf(slot.value(message));
    if (typeof time !== 'number') return NaN;
    this.minute.moveTo(time, slot.view, slot.from, slot.to);
    return time;
  }
}
