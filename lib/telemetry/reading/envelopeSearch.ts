import { reasonOf, skipSpace } from './jsonScan';
import type { BrokenReason, JsonScan } from './jsonScan';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;

/** Where a walk over an object's members stopped. */
export type MemberWalk =
  /** `at` is the index after the bracket that opens `records`. */
  | { readonly kind: 'records'; readonly at: number }
  /** `at` is the index after the object. */
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'more'; readonly at: number }
  | { readonly kind: 'broken'; readonly at: number; readonly reason: BrokenReason };

/**
 * Walks an object member by member, up to the array named `records`. `from` is the index after
 * the opening brace, or after a member's value when `afterMember` is set.
 */
export function walkMembers(
  scan: JsonScan,
  bytes: Buffer,
  from: number,
  to: number,
  last: boolean,
  afterMember: boolean,
): MemberWalk {
  let at = skipSpace(bytes, from, to);
  let needsComma = afterMember;
  const short = (): MemberWalk =>
    last ? { kind: 'broken', at, reason: 'truncated' } : { kind: 'more', at };
  for (;;) {
    if (at >= to) return short();
    if (bytes[at] === CLOSE_BRACE) return { kind: 'end', at: at + 1 };
    if (needsComma) {
      if (bytes[at] !== COMMA) return { kind: 'broken', at, reason: 'brokenJson' };
      at = skipSpace(bytes, at + 1, to);
      if (at >= to) return short();
    }
    if (bytes[at] !== QUOTE) return { kind: 'broken', at, reason: 'brokenJson' };
    const keyResult = scan.run(bytes, at, to, last);
    if (keyResult === 'more') return { kind: 'more', at };
    if (keyResult !== 'end') return { kind: 'broken', at: scan.at, reason: reasonOf(keyResult) };
    const isRecords = bytes.toString('latin1', at, Math.min(scan.at, at + 10)) === '"records"';
    at = skipSpace(bytes, scan.at, to);
    if (at >= to) return short();
    if (bytes[at] !== COLON) return { kind: 'broken', at, reason: 'brokenJson' };
    at = skipSpace(bytes, at + 1, to);
    if (at >= to) return short();
    if (isRecords && bytes[at] === OPEN_BRACKET) return { kind: 'records', at: at + 1 };
    const result = scan.run(bytes, at, to, last);
    if (result === 'more') return { kind: 'more', at };
    if (result !== 'end') return { kind: 'broken', at: scan.at, reason: reasonOf(result) };
    at = skipSpace(bytes, scan.at, to);
    needsComma = true;
  }
}
