import { isJsonObject, textOf } from './fields';
import { InternTable } from './internTable';
import type { QueryDetail } from './event';

/** Longer texts are cut here; Cosmos DB itself takes 512 KB at most. */
export const LONGEST_QUERY = 256 * 1024;
/** Log Analytics cuts a column at 32 KB; a text that long has most likely been cut. */
const PLATFORM_BOUND = 32_760;

/** The text inside its wrapper, and what the wrapper tells. */
interface Unwrapped {
  readonly text: string;
  readonly parameters: number;
  readonly cut: boolean;
}

/** What `queryexecutionstatus` and the like add to a text. */
export interface QueryFacts {
  readonly status: string;
  readonly rows: number;
  readonly shapeSignature: string;
}

const NO_FACTS: QueryFacts = { status: '', rows: -1, shapeSignature: '' };

/** Reads the texts of one category. */
export type QueryReader = (logged: string, facts?: QueryFacts) => QueryDetail | null;

/** Texts that are remembered of each category: most are asked again and again. */
const REMEMBERED = 2_048;

/**
 * Reads the query behind `querytext` or `piiCommandText`: JSON in a text (`{"query": ..., "parameters":
 * [...]}`, Cassandra's `{"request": ...}`), such JSON cut in the middle, or the bare text. What it
 * gives is null where nothing was logged.
 * @param members names that the text may have in such JSON
 */
export function queryReader(members: readonly string[]): QueryReader {
  const read = (logged: string) => queryIn(logged, members);
  const queries = new InternTable(REMEMBERED, read);
  // A bare text is read as fast as it is found, and has its values in it, so that few come again.
  const queryOf = members.length === 0 ? read : (logged: string) => queries.get(logged);
  return (logged, { status, rows, shapeSignature } = NO_FACTS) => {
    if (logged === '') return null;
    const { text, obfuscated, cut, parameters } = queryOf(logged);
    return { text, obfuscated, cut, status, rows, shapeSignature, parameters };
  };
}

function queryIn(logged: string, members: readonly string[]): Omit<QueryDetail, keyof QueryFacts> {
  const { text, parameters, cut } = unwrap(logged, members);
  const tooLong = text.length > LONGEST_QUERY;
  const bounded = tooLong ? text.slice(0, LONGEST_QUERY) : text;
  return { text: bounded, obfuscated: isObfuscated(bounded), cut: cut || tooLong, parameters };
}

function unwrap(logged: string, members: readonly string[]): Unwrapped {
  const bare = { text: logged, parameters: 0, cut: logged.length >= PLATFORM_BOUND };
  if (members.length === 0 || !/^\s*\{/.test(logged)) return bare;
  const whole = parsed(logged);
  if (whole === undefined) return unwrapBroken(logged, members) ?? bare;
  if (!isJsonObject(whole)) return bare;
  const member = members.find((name) => typeof whole[name] === 'string');
  if (member === undefined) return { ...bare, cut: false };
  const parameters = countOf(whole.parameters ?? whole.bindings);
  return { text: textOf(whole[member]), parameters, cut: false };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countOf(parameters: unknown): number {
  if (Array.isArray(parameters)) return parameters.length;
  return isJsonObject(parameters) ? Object.keys(parameters).length : 0;
}

/** Finds the member's text where the JSON around it is cut or its inner quotes are not escaped. */
function unwrapBroken(logged: string, members: readonly string[]): Unwrapped | null {
  const names = members.join('|');
  const opening = new RegExp(`^\\s*\\{\\s*"(?:${names})"\\s*:\\s*"`).exec(logged);
  if (opening === null) return null;
  const inner = logged.slice(opening[0].length);
  // The docs show texts whose inner quotes are not escaped, so the closing quote is known by what
  // follows it: the next member or the end of the object.
  const closing = /"\s*(?:,\s*"(?:parameters|bindings)"\s*:[^]*|\}\s*)$/.exec(
    inner.slice(-PLATFORM_BOUND),
  );
  if (closing === null) return { text: unescaped(inner), parameters: 0, cut: true };
  const text = inner.slice(0, inner.length - closing[0].length);
  const ended = /\}\s*$/.test(closing[0]);
  return { text: unescaped(text), parameters: 0, cut: !ended };
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** JSON escapes undone; a `\` or `\u12` at a cut end is left out. */
function unescaped(text: string): string {
  return text.replace(/\\(u[0-9a-f]{0,4}|[^]|$)/gi, (_, escape: string) => {
    if (/^u[0-9a-f]{4}$/i.test(escape)) return String.fromCharCode(parseInt(escape.slice(1), 16));
    if (/^u/i.test(escape)) return '';
    return ESCAPES.get(escape) ?? escape;
  });
}

/** `p1__10`, `str1__13` or `@param1__14`: the platform replaced names and literals. */
function isObfuscated(text: string): boolean {
  return text.includes('__') && /(?:\b(?:p|str)|@param)\d+__\d+/.test(text);
}
