import { memberOf, type Field, type FieldTable, type JointField } from '../categories/fields';
import type { JsonObject } from '../fields';
import type { KeyPlaces } from '../recordKey';
import type { Resource } from '../resource';
import {
  QuantityFieldReader,
  RepeatedFieldReader,
  UniqueFieldReader,
  type FieldReader,
} from './fieldReader';
import type { FieldTexts } from './fieldTexts';
import { SlotMember, type SlotValue } from './recordReader';
import { RepeatedValue } from './repeatedValue';
import type { Slot } from './slot';

/** Where the values go that differ from record to record. */
export interface EventPlaces {
  readonly time: Slot | null;
  readonly resource: RepeatedValue<Resource> | null;
  readonly fields: readonly FieldReader[];
  /** Members that are read together with others. */
  readonly members: readonly SlotMember[];
  readonly joint: readonly JointField[];
  readonly key: KeyPlaces;
}

/** Finds them for records like this one, whose members differ by these slots. */
export function eventPlacesOf(
  slots: readonly Slot[],
  { fields, joint, distinct }: FieldTable,
  record: JsonObject,
  properties: JsonObject,
  texts: FieldTexts,
): EventPlaces {
  const ofRecord = slotsBelow([], slots);
  const ofProperties = slotsBelow(['properties'], slots);
  const differs = (name: string) =>
    ofProperties.has(name) || (name === 'operationName' && ofRecord.has(name));
  // What does not differ is in these properties for good.
  const differing = joint.filter(({ members, after }) =>
    [...members, ...after(properties)].some(differs),
  );
  const together = new Set([...differing.flatMap(({ members }) => members), ...distinct.members]);
  const firstOf = (names: readonly string[]) => ofRecord.get(memberOf(names, record) ?? '') ?? null;
  const resource = firstOf(['resourceId', 'resourceUri']);
  const values = new Map<Slot, SlotValue>();
  const readerOf = (field: Field, slot: Slot): FieldReader => {
    values.set(slot, slot);
    if (field.values === 'unique') return new UniqueFieldReader(field, slot);
    if (field.values === 'quantities') return new QuantityFieldReader(field, slot);
    const value = new RepeatedValue(slot, texts.of(field));
    values.set(slot, value);
    return new RepeatedFieldReader(field, value);
  };
  return {
    time: firstOf(['time', 'eventTimestamp']),
    resource: resource && new RepeatedValue(resource, texts.resources),
    fields: fields.flatMap((field) => {
      const isOfRecord = field.of === 'record';
      const name = memberOf(field.members, isOfRecord ? record : properties) ?? '';
      const slot = (isOfRecord ? ofRecord : ofProperties).get(name);
      return slot === undefined ? [] : [readerOf(field, slot)];
    }),
    members: [...together].flatMap((name) => {
      const slot = ofProperties.get(name);
      if (slot === undefined) return [];
      const value = values.get(slot) ?? new RepeatedValue(slot, texts.plain);
      return [new SlotMember(record, slot.path, value)];
    }),
    joint: differing,
    key: {
      activityId: ofProperties.get('activityId') ?? null,
      resource: ofProperties.get('requestResourceId') ?? null,
    },
  };
}

/** The slots of an object's own members, by name. */
function slotsBelow(path: readonly string[], slots: readonly Slot[]): Map<string, Slot> {
  return new Map(
    slots
      .filter((slot) => slot.path.slice(0, -1).join('\n') === path.join('\n'))
      .map((slot) => [slot.path.at(-1) ?? '', slot]),
  );
}
