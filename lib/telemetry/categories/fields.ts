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
  /** What a value means, whatever the event: of values that come again it is asked only once. */
  understand(value: unknown): unknown;
  /** Takes what `understand` gives. */
  set(event: EventDraft, meaning: unknown): void;
}

/** What several members of the properties tell together. */
export interface JointField {
  readonly members: readonly string[];
  /** Members whose fields it builds upon, where the properties are these. */
  readonly after: (properties: JsonObject) => readonly string[];
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
export function field<Meaning>(
  members: readonly string[],
  understand: (value: unknown) => Meaning,
  set: (event: EventDraft, meaning: Meaning) => void,
): Field {
  return { of: 'properties', members, values: 'repeated', understand, set };
}

/** A member of the properties of which each record has a value of its own. */
export function uniqueField<Meaning>(
  members: readonly string[],
  understand: (value: unknown) => Meaning,
  set: (event: EventDraft, meaning: Meaning) => void,
): Field {
  return { of: 'properties', members, values: 'unique', understand, set };
}

/** A member of the properties that is a size, a charge or a duration. */
export function quantityField(
  members: readonly string[],
  set: (event: EventDraft, quantity: number) => void,
): Field {
  return { of: 'properties', members, values: 'quantities', understand: quantityOf, set };
}

export function operationNameField<Meaning>(
  understand: (value: unknown) => Meaning,
  set: (event: EventDraft, meaning: Meaning) => void,
): Field {
  return { of: 'record', members: ['operationName'], values: 'repeated', understand, set };
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
  for (const field of fields) {
    const { of, members } = field;
    const holder = of === 'record' ? record : properties;
    let value: unknown;
    for (let index = 0; index < members.length; index += 1) {
      value = holder[members[index] ?? ''];
      if (value !== undefined && value !== null) break;
    }
    field.set(event, field.understand(value));
  }
  for (const { set } of joint) set(event, properties);
}
