import type { EventDraft } from '../eventDraft';
import { quantityOf, type JsonObject } from '../fields';
import { setRecordKey } from '../recordKey';
import type { CategoryParser } from './categoryParser';

/** What one member of a record tells of its event. */
export interface Field {
  /** Where the member stands. */
  readonly of: 'record' | 'properties';
  /** Spellings of its name; the first one that is not null counts. */
  readonly members: readonly string[];
  /** Whether values come again, hardly ever do, or only count for the number that they spell. */
  readonly values: 'repeated' | 'unique' | 'quantities';
  readonly set: (event: EventDraft, value: unknown) => void;
}

/** What several members of the properties tell together. */
export interface JointField {
  readonly members: readonly string[];
  /** Members whose fields it builds upon. */
  readonly after: readonly string[];
  readonly set: (event: EventDraft, properties: JsonObject) => void;
}

/**
 * A category as the list of what its members tell, so that a record can be read in part: where only
 * some members differ from a record that was read before, only those need a look.
 */
export interface FieldTable {
  readonly fields: readonly Field[];
  /** Set after all `fields`. */
  readonly joint: readonly JointField[];
  /** What else tells two records apart, for the record key, and the members that it is made of. */
  readonly distinct: {
    readonly members: readonly string[];
    readonly texts: (properties: JsonObject) => readonly [string, string];
  };
}

/** A member of the properties whose values repeat. */
export function field(members: readonly string[], set: Field['set']): Field {
  return { of: 'properties', members, values: 'repeated', set };
}

/** A member of the properties of which each record has a value of its own. */
export function uniqueField(members: readonly string[], set: Field['set']): Field {
  return { of: 'properties', members, values: 'unique', set };
}

/** A member of the properties that is a size, a charge or a duration. */
export function quantityField(
  members: readonly string[],
  set: (event: EventDraft, quantity: number) => void,
): Field {
  return {
    of: 'properties',
    members,
    values: 'quantities',
    set: (event, value) => set(event, quantityOf(value)),
  };
}

export function operationNameField(set: Field['set']): Field {
  return { of: 'record', members: ['operationName'], values: 'repeated', set };
}

/** The first of these names whose member is not null. */
export function memberOf(names: readonly string[], holder: JsonObject): string | undefined {
  return names.find((name) => (holder[name] ?? null) !== null);
}

/** Reads a whole record. */
export function parserOf(table: FieldTable): CategoryParser {
  return (record, properties, event, keySeed) => {
    setFields(table, record, properties, event);
    const [distinct, distinctToo] = table.distinct.texts(properties);
    setRecordKey(event, keySeed, distinct, distinctToo);
  };
}

/** Sets what all members tell. */
export function setFields(
  { fields, joint }: Pick<FieldTable, 'fields' | 'joint'>,
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
): void {
  for (const { of, members, set } of fields) {
    const holder = of === 'record' ? record : properties;
    let value: unknown;
    for (let index = 0; index < members.length; index += 1) {
      value = holder[members[index] ?? ''];
      if (value !== undefined && value !== null) break;
    }
    set(event, value);
  }
  for (const { set } of joint) set(event, properties);
}
