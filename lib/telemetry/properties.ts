import { isJsonObject, type JsonObject } from './fields';

/**
 * A record's `properties`: an object, a text that holds one as JSON, or as the single-quoted
 * imitation that some Azure services write. Null where it is neither.
 */
export function propertiesOf(properties: unknown): JsonObject | null {
  if (isJsonObject(properties)) return properties;
  if (typeof properties !== 'string') return null;
  return objectIn(properties) ?? objectIn(withDoubleQuotes(properties));
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** `{'a':'it\'s "b"'}` to `{"a":"it's \"b\""}`. Texts in double quotes stay as they are. */
function withDoubleQuotes(text: string): string {
  const parts: string[] = [];
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote === '' && (char === "'" || char === '"')) {
      quote = char;
      parts.push('"');
    } else if (char === quote) {
      quote = '';
      parts.push('"');
    } else if (char === '\\' && quote !== '') {
      const next = text.charAt(++i);
      parts.push(next === "'" ? next : `\\${next}`);
    } else if (quote === "'" && char === '"') {
      parts.push('\\"');
    } else if (quote !== '' && char < ' ') {
      parts.push(JSON.stringify(char).slice(1, -1));
    } else {
      parts.push(char);
    }
  }
  return parts.join('');
}
