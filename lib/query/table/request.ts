/** The parts of a Table request: the log may hold a bare filter, a query string or a whole URL. */

/** A stretch of the decoded text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface QueryOption extends Range {
  /** `$filter`, `$top`, ... in lower case. */
  readonly name: string;
  readonly value: Range;
}

export interface TableRequest {
  /** The text with percent signs decoded. */
  readonly text: string;
  /** The place in the logged text of each place in `text`; null where they are the same. */
  readonly origin: readonly number[] | null;
  /** What stands in the parentheses behind the table's name, or null. */
  readonly key: Range | null;
  readonly options: readonly QueryOption[];
  readonly filters: readonly Range[];
}

const URL_START = /^\s*(?:(?:GET|POST|PUT|PATCH|MERGE|DELETE|HEAD)\s+)?(?:https?:\/\/|\/)/i;
const METHOD = /^\s*[A-Z]+\s+/;
const QUERY_START =
  /^\s*\??\$?(?:filter|top|select|orderby|format|inlinecount|skip|timeout|Next(?:PartitionKey|RowKey|TableName))\s*=/i;
/** A table's name with a key, with empty parentheses, or with options. */
const TABLE_START =
  /^\s*(?:[A-Z]+\s+)?[A-Za-z_$][\w$]*(?:\(\s*(?:(?:PartitionKey|RowKey)\s*=|['"]|\)\s*(?:\?|$))|\?\s*\$?\w+=)/;
const OPTION_NAME = /[?&]\s*(\$?[A-Za-z][\w-]*)\s*=(?!=)/y;

/** Finds the filters and options of a request. */
export function requestOf(logged: string): TableRequest {
  if (!logged.includes('=') && !logged.includes('/')) return bareFilter(logged);
  const isQuery = QUERY_START.test(logged);
  if (!isQuery && !URL_START.test(logged) && !TABLE_START.test(logged)) return bareFilter(logged);
  const { text, origin } = decoded(logged);
  const question = isQuery ? -1 : outsideQuotes(text, '?', 0);
  const pathEnd = isQuery ? 0 : question < 0 ? text.length : question;
  const options = optionsOf(text, isQuery ? 0 : pathEnd);
  const filters: Range[] = [];
  for (const { name, value } of options) if (name.endsWith('filter')) filters.push(value);
  return { text, origin, key: keyOf(text, pathEnd), options, filters };
}

function bareFilter(text: string): TableRequest {
  const whole = { start: 0, end: text.length };
  return { text, origin: null, key: null, options: [], filters: [whole] };
}

/** The options of text[start, end of text); a `&` inside a literal is a part of that literal. */
function optionsOf(text: string, start: number): QueryOption[] {
  const options: QueryOption[] = [];
  let at = start;
  while (at < text.length) {
    const name = optionName(text, at, at === start);
    const next = nextOption(text, name.end);
    options.push({
      name: name.text.toLowerCase(),
      start: at,
      end: next,
      value: { start: name.end, end: next },
    });
    at = next;
  }
  return options;
}

function optionName(text: string, at: number, first: boolean): { text: string; end: number } {
  OPTION_NAME.lastIndex = at;
  const separated = OPTION_NAME.exec(text);
  if (separated !== null) return { text: separated[1] ?? '', end: OPTION_NAME.lastIndex };
  const equals = first ? text.indexOf('=', at) : -1;
  if (equals < 0) return { text: '', end: Math.min(at + 1, text.length) };
  return { text: text.slice(at, equals).trim(), end: equals + 1 };
}

function nextOption(text: string, from: number): number {
  let at = from;
  for (;;) {
    const next = outsideQuotes(text, '&', at);
    if (next < 0) return text.length;
    OPTION_NAME.lastIndex = next;
    if (OPTION_NAME.test(text)) return next;
    at = next + 1;
  }
}

/** The first place of a character that is in no single-quoted literal, or -1. */
function outsideQuotes(text: string, wanted: string, from: number): number {
  let at = from;
  for (;;) {
    const found = text.indexOf(wanted, at);
    if (found < 0) return -1;
    const open = text.indexOf("'", at);
    if (open < 0 || found < open) return found;
    const close = text.indexOf("'", open + 1);
    if (close < 0) return -1;
    at = close + 1;
  }
}

function keyOf(text: string, pathEnd: number): Range | null {
  const open = text.indexOf('(');
  if (open < 0 || open >= pathEnd) return null;
  return { start: open + 1, end: pathEnd };
}

/** Percent decoding that leaves broken escapes as they are; `+` is a space where no space is. */
function decoded(logged: string): { text: string; origin: readonly number[] | null } {
  const plusIsSpace = logged.includes('+') && !logged.replace(METHOD, '').includes(' ');
  if (!logged.includes('%') && !plusIsSpace) return { text: logged, origin: null };
  const origin: number[] = [];
  let text = '';
  for (let at = 0; at < logged.length;) {
    const end = escapesEnd(logged, at);
    const character = logged.charAt(at);
    const piece =
      end > at
        ? decodedEscapes(logged.slice(at, end))
        : plusIsSpace && character === '+'
          ? ' '
          : character;
    for (let index = 0; index < piece.length; index++) origin.push(at);
    text += piece;
    at = end > at ? end : at + 1;
  }
  origin.push(logged.length);
  return { text, origin };
}

function escapesEnd(text: string, start: number): number {
  let at = start;
  while (text[at] === '%' && /^[0-9A-Fa-f]{2}$/.test(text.slice(at + 1, at + 3))) at += 3;
  return at;
}

function decodedEscapes(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
  return bytes.toString('utf8');
}
