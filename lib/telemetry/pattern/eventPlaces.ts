import { memberOf, type Field, type FieldTable, type JointField } from '../categories/fields';
import type { JsonObject } from '../fields';
import type { KeyPlaces } from '../recordKey';
import { SlotMember } from './recordReader';
import type { Slot } from './slot';

/** Where the values go that differ from record to record. */
export interface EventPlaces {
  readonly time: Slot | null;
  readonly resource: Slot | null;
  readonly fields: readonly { readonly slot: Slot; readonly field: Field }[];
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
): EventPlaces {
  const ofRecord = slotsBelow([], slots);
  const ofProperties = slotsBelow(['properties'], slots);
  const differs = (name: string) =>
    ofProperties.has(name) || (name === 'operationName' && ofRecord.has(name));
  const differing = joint.filter(({ members, after }) => [...members, ...after].some(differs));
  const together = new Set([...differing.flatMap(({ members }) => members), ...distinct.members]);
  const firstOf = (names: readonly string[]) => ofRecord.get(memberOf(names, record) ?? '') ?? null;
  return {
    time: firstOf(['time', 'eventTimestamp']),
    resource: firstOf(['resourceId', 'resourceUri']),
    fields: fields.flatMap((field) => {
      const isOfRecord = field.of === 'record';
      const name = memberOf(field.members, isOfRecord ? record : properties) ?? '';
      const slot = (isOfRecord ? ofRecord : ofProperties).get(name);
      return slot === undefined ? [] : [{ slot, field }];
    }),
    members: [...together].flatMap((name) => {
      const slot = ofProperties.get(name);
      return slot === undefined ? [] : [new SlotMember(record, slot)];
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
