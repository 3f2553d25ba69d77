import { isJsonObject, type JsonObject } from '../telemetry/fields';
import { propertiesOf } from '../telemetry/properties';
import type { AccessEvent } from '../telemetry/event';

/** The answer tells the same as the request, and stands in the record of the end. */
const NAMES = ['requestbody', 'responsebody'];

/**
 * What was asked for: `properties.requestbody` of an Activity Log record, else its `responseBody`, an
 * object or a JSON text, in any case; its own `properties` where it has some.
 */
export function bodyOf({ management }: AccessEvent): JsonObject | null {
  const members = Object.entries(management?.properties ?? {});
  for (const name of NAMES) {
    const [, text] = members.find(([member]) => member.toLowerCase() === name) ?? [];
    const body = propertiesOf(text);
    if (body === null) continue;
    // Some callers write names in capitals, as Azure's own portal does in `Properties`.
    const inner = body['properties'] ?? body['Properties'];
    return isJsonObject(inner) ? inner : body;
  }
  return null;
}
