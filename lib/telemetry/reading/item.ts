/** What a stream of telemetry is made of: messages, and stretches of bytes that are none. */

import type { MessagePosition } from '../event';
import type { RecordOutcome } from '../recordOutcome';
import type { UnreadableReason } from './unreadableReason';

/** One JSON value of the input, or a part of one that is read element by element. */
export interface InputMessage {
  readonly kind: 'message';
  /** As given, or derived from the folder as given. */
  readonly path: string;
  /** Where the value, or this part of it, begins: bytes in the unpacked file. */
  readonly offset: number;
  /** Length in bytes. */
  readonly bytes: number;
  readonly records: readonly unknown[];
  /** False for the second and later parts of one message. */
  readonly first: boolean;
  /** The bytes of the value, where they were asked for and hold these records and no more. */
  readonly source: Buffer | null;
}

/** A stretch of bytes between two values that parse, or a part of a value that holds no record. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly path: string;
  readonly offset: number;
  /** Length of the stretch, which may be more than `raw`. */
  readonly bytes: number;
  readonly reason: UnreadableReason;
  /** One sentence for a person. */
  readonly detail: string;
  /** The first `MAX_RAW_BYTES` bytes of the stretch. */
  readonly raw: Buffer;
}

/** What comes of bytes that are read but not yet understood. */
export type RawItem = InputMessage | Unreadable;

/** A message whose records were parsed as it was read. */
export interface ParsedInput {
  readonly kind: 'parsed';
  /** Length in bytes. */
  readonly bytes: number;
  /** Time of the first record: epoch ms, or the text that it has for it. */
  readonly firstTime: number | string | undefined;
  readonly message: {
    readonly position: MessagePosition;
    readonly outcomes: readonly RecordOutcome[];
  };
}

export type InputItem = RawItem | ParsedInput;

/** A file has no sequence numbers: a message's place is its path and offset. */
export function positionIn(path: string, offset: number): MessagePosition {
  return { source: path, sequence: offset, enqueuedTime: 0 };
}

/** How much of an unreadable stretch is kept. */
export const MAX_RAW_BYTES = 256 * 1024;

/**
 * Values above this length are handed out in parts. An Event Hub message is never longer, so
 * only files made by hand or by export tools have such values.
 */
export const SPLIT_BYTES = 1024 * 1024;

/** Longest single record, or value that is neither an array nor an envelope. */
export const MAX_VALUE_BYTES = 64 * 1024 * 1024;

const CUT_MARK = '… (cut)';

/** The kept bytes of a stretch as text of at most `MAX_RAW_BYTES` bytes; says where it is cut. */
export function unreadableText(unreadable: Unreadable): string {
  const text = cutToBytes(unreadable.raw.toString('utf8'), MAX_RAW_BYTES - CUT_MARK.length * 3);
  return text.cut || unreadable.bytes > unreadable.raw.length ? text.value + CUT_MARK : text.value;
}

/** Replacement characters are longer than the byte they stand for, so text is measured again. */
function cutToBytes(value: string, limit: number): { value: string; cut: boolean } {
  if (value.length * 3 <= limit) return { value, cut: false };
  const encoded = Buffer.from(value, 'utf8');
  if (encoded.length <= limit) return { value, cut: false };
  let end = limit;
  while (((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { value: encoded.toString('utf8', 0, end), cut: true };
}
