export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object; a missing member reads as `undefined`, as in Cosmos SQL. */
export interface JsonObject {
  [name: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own member: names such as `__proto__` and `constructor` in a document are only data. */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
