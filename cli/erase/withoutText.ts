/** Stands where the text was. */
export const ERASED = 'erased';

/** What the app finds a document by; who changed them would make another document. */
const KEPT: readonly string[] = ['id', 'accountId', 'scope', 'feed', 'day'];

/** How a text is looked for: whole, so that 192.0.2.1 is not found in 192.0.2.11; case is nothing. */
export function patternFor(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A colon belongs to an IPv6 address, and stands between anything else.
  const colon = text.includes(':') ? ':' : '';
  return new RegExp(`(?<![\\w.@${colon}-])${escaped}(?![\\w@${colon}-]|\\.\\w)`, 'gi');
}

/** A document without the text, in all its texts and names of members, however deep. */
export function withoutText(
  document: Readonly<Record<string, unknown>>,
  pattern: RegExp,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) =>
      KEPT.includes(name) || name.startsWith('_') ? [name, value] : [name, cleaned(value, pattern)],
    ),
  );
}

function cleaned(value: unknown, pattern: RegExp): unknown {
  if (typeof value === 'string') return value.replace(pattern, ERASED);
  if (Array.isArray(value)) return value.map((one) => cleaned(one, pattern));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(pattern, ERASED),
      cleaned(member, pattern),
    ]),
  );
}
