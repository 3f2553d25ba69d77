/** A dead letter keeps at most this many characters of what it was. */
export const LONGEST_RAW_COPY = 256 * 1024;

/** A value still to be written, or text between two values. */
type Pending = { readonly value: unknown } | { readonly text: string };

/**
 * JSON of a value, cut after `limit` characters. Work and memory follow the limit, not the value:
 * it has no recursion and stops when it is full, so deep and huge values are safe.
 */
export function rawCopy(value: unknown, limit: number = LONGEST_RAW_COPY): string {
  const parts: string[] = [];
  let length = 0;
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const room = limit - length;
    if (room <= 0) break;
    const text = 'text' in next ? next.text : written(next.value, room, pending);
    parts.push(text);
    length += text.length;
  }
  return parts.join('').slice(0, limit);
}

/** Writes a plain value, or opens an object or array and leaves its members pending. */
function written(value: unknown, room: number, pending: Pending[]): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return plain(value);
  const isArray = Array.isArray(value);
  const members: Pending[] = [];
  // Each member takes two characters at least, so more of them than room cannot show.
  for (const name in value) {
    if (members.length > room) break;
    const label = isArray ? '' : `${JSON.stringify(name.slice(0, room))}:`;
    const separator = members.length === 0 ? '' : ',';
    // `name` comes from `for in`, so the member exists; its type stays unknown.
    members.push({ text: separator + label }, { value: value[name as keyof typeof value] });
  }
  pending.push({ text: isArray ? ']' : '}' });
  for (const member of members.reverse()) pending.push(member);
  return isArray ? '[' : '{';
}

function plain(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null || value === undefined ? 'null' : `"(${typeof value})"`;
}
