import type { UnreadableReason } from './parsed';

/** Receives what a text holds, in order. `start` and `end` are UTF-16 offsets into the text. */
export interface JsonVisitor {
  value(value: unknown, start: number, end: number): void;
  unreadable(start: number, end: number, reason: UnreadableReason, detail: string): void;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BYTE_ORDER_MARK = 0xfeff;
const RECORD_SEPARATOR = 0x1e;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Reads all JSON values of a text: one, one a line, or one after another, with white space, commas,
 * NUL bytes, byte-order marks and record separators between them. What is no JSON goes to
 * `unreadable`, up to the next place where a value can begin, so that a broken value costs no
 * neighbour. A broken value counts once, however much of it could be read. Time is linear.
 */
export function parseJsonValues(text: string, visitor: JsonVisitor): void {
  const start = skipSeparators(text, 0);
  if (start === text.length) return;
  const whole = attempt(start === 0 ? text : text.slice(start));
  if (whole.ok) visitor.value(whole.value, start, text.length);
  else parseOneByOne(text, start, visitor);
}

type Attempt = { readonly ok: true; readonly value: unknown } | { readonly ok: false };
const FAILED: Attempt = { ok: false };

function attempt(text: string): Attempt {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return FAILED;
  }
}

function parseOneByOne(text: string, from: number, visitor: JsonVisitor): void {
  // Each place is looked at a few times at most; past that the rest is given up as one stretch.
  let budget = 16 * text.length;
  for (let start = from; start < text.length;) {
    const scan = scanValue(text, start);
    budget -= scan.stopped - start;
    const parsed = scan.complete ? attempt(text.slice(start, scan.stopped)) : FAILED;
    if (parsed.ok) {
      visitor.value(parsed.value, start, scan.stopped);
      start = skipSeparators(text, scan.stopped);
      continue;
    }
    const next = budget > 0 ? nextStart(text, start, scan) : text.length;
    const cut = !scan.complete && scan.stopped === text.length && next === text.length;
    visitor.unreadable(
      start,
      next,
      cut ? 'truncatedJson' : 'invalidJson',
      cut ? 'the text ends inside a JSON value' : 'no valid JSON',
    );
    start = skipSeparators(text, next);
  }
}

function isSeparator(code: number): boolean {
  return (
    isWhiteSpace(code) ||
    code === 0 ||
    code === COMMA ||
    code === BYTE_ORDER_MARK ||
    code === RECORD_SEPARATOR
  );
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === LINE_FEED || code === CARRIAGE_RETURN || code === 0x09;
}

function skipSeparators(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSeparator(text.charCodeAt(i))) i++;
  return i;
}

/** How far a value reaches, or where it turned out to be none. */
interface Scan {
  readonly complete: boolean;
  readonly stopped: number;
}

/**
 * Finds the end of the value at `start` by its brackets and quotes, and stops early where no JSON
 * could go on: a bracket that opens right after a value, a line break inside a text. Such a place
 * is where a cut value meets its neighbour.
 */
function scanValue(text: string, start: number): Scan {
  let depth = 0;
  let previous = 0;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isWhiteSpace(code)) {
      if (depth === 0 && previous !== 0) return { complete: true, stopped: i };
      continue;
    }
    const mayOpen =
      previous === 0 || previous === COMMA || previous === COLON || previous === OPEN_BRACKET;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (!mayOpen) return { complete: depth === 0, stopped: i };
      depth++;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (depth === 0) return { complete: i > start, stopped: i };
      if (depth === 1) return { complete: true, stopped: i + 1 };
      depth--;
    } else if (code === QUOTE) {
      if (!mayOpen && previous !== OPEN_BRACE) return { complete: depth === 0, stopped: i };
      i = closingQuote(text, i);
      if (i < 0) return { complete: false, stopped: -i };
      if (depth === 0) return { complete: true, stopped: i + 1 };
    } else if (code === COMMA || code === COLON) {
      if (depth === 0) return { complete: true, stopped: i };
    } else if (!isTokenCharacter(code) || !(mayOpen || isTokenCharacter(previous))) {
      return { complete: depth === 0 && i > start, stopped: Math.max(i, start + 1) };
    }
    previous = code;
  }
  return { complete: depth === 0, stopped: text.length };
}

/** Letters, digits, signs and points: numbers, `true`, `false` and `null`. */
function isTokenCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e
  );
}

/** Index of the quote that closes the one at `from`; minus the place of what cannot be in a text. */
function closingQuote(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
    else if (code < 0x20) return -i;
  }
  return -text.length;
}

const ENVELOPE = /\{\s*"records"/y;

/**
 * Where the next value may begin after the broken one at `broken`: a bracket at the beginning of a
 * line, an object where no member of the broken value could begin, or an envelope anywhere. Inside
 * brackets that match, only the first of these counts.
 */
function nextStart(text: string, broken: number, scan: Scan): number {
  const matchedUntil = scan.complete ? scan.stopped : broken;
  let previous = text.charCodeAt(broken);
  for (let i = broken + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isWhiteSpace(code)) continue;
    if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (beginsLine(text, i)) return i;
      const nested = previous === COMMA || previous === COLON || previous === OPEN_BRACKET;
      const mayBegin = opensObject(text, i) && (!nested || opensEnvelope(text, i));
      if (mayBegin && i >= matchedUntil) return i;
    }
    previous = code;
  }
  return text.length;
}

function beginsLine(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (
    before === LINE_FEED ||
    before === CARRIAGE_RETURN ||
    before === 0 ||
    before === RECORD_SEPARATOR ||
    before === BYTE_ORDER_MARK
  );
}

/** A brace with a quote or a closing brace behind it: an object, unlike most text. */
function opensObject(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== OPEN_BRACE) return false;
  let i = at + 1;
  while (i < text.length && isWhiteSpace(text.charCodeAt(i))) i++;
  const code = text.charCodeAt(i);
  return code === QUOTE || code === CLOSE_BRACE;
}

function opensEnvelope(text: string, at: number): boolean {
  ENVELOPE.lastIndex = at;
  return ENVELOPE.test(text);
}
