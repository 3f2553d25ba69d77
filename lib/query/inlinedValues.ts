import type { Api, QueryDetail } from '../telemetry/event';
import { InternTable } from '../telemetry/internTable';
import { redactLiterals } from './redact';

/** Languages in which a value can be passed as a parameter. */
const WITH_PARAMETERS: ReadonlySet<Api> = new Set<Api>(['nosql', 'cassandra', 'gremlin']);
/** `@name` of NoSQL, `?` and `:name` of Cassandra. */
const PARAMETER = /[@?]|[=(,]\s*:\w/;
/** Characters of a text without its literals that are kept. */
const LONGEST_EXAMPLE = 160;

// Applications that pass parameters send few texts, each very often.
const examples = new InternTable<string | null>(512, (text) => {
  const redacted = redactLiterals(text);
  if (redacted === text || PARAMETER.test(redacted)) return null;
  const line = redacted.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_EXAMPLE ? `${line.slice(0, LONGEST_EXAMPLE)}…` : line;
});

/**
 * A query text with values where parameters could be, without these values and cut; null where its
 * language has no parameters, where some came with it, or where it holds no literal but short numbers.
 * A text with constants of its code looks the same: only how many different texts there are tells
 * values from constants.
 */
export function inlinedIn(api: Api | null, query: QueryDetail): string | null {
  const { text, parameters, cut } = query;
  if (api === null || cut || parameters > 0 || !WITH_PARAMETERS.has(api)) return null;
  return examples.get(text);
}
