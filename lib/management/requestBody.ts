import { isJsonObject, type JsonObject } from '../telemetry/fields';
import { propertiesOf } from '../telemetry/properties';
import type { AccessEvent } from '../telemetry/event';

/**
 * What was asked for: `properties.requestbody` of an Activity Log record, an object or a JSON text,
 * in any case; its own `properties` where it has some.
 */
export function bodyOf({ management }: AccessEvent): JsonObject | null {
  for (const [name, text] of Object.entries(management?.properties ?? {})) {
    if (name.toLowerCase() !== 'requestbody') continue;
    const body = propertiesOf(text);
    // Some callers write names in capitals, as Azure's own portal does in `Properties`.
    const inner = body?.['properties'] ?? body?.['Properties'];
    return isJsonObject(inner) ? inner : body;
  }
  return null;
}
