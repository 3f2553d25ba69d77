/** Why bytes could not be read as a message. */
export type UnreadableReason =
  /** Not JSON at all, e.g. binary or plain text between messages. */
  | 'notJson'
  /** Begins like a JSON value and breaks its grammar. */
  | 'brokenJson'
  /** The input ends inside a value. */
  | 'truncated'
  /** Brackets nested deeper than anything Azure writes. */
  | 'tooDeep'
  /** One value of more than `MAX_VALUE_BYTES`. */
  | 'tooLarge'
  /** An envelope whose `records` is no array. */
  | 'recordsNotAnArray'
  /** What no JSON can hold, e.g. a function. */
  | 'unsupportedPayload'
  /** Compressed bytes that do not unpack; what came out before is kept. */
  | 'brokenGzip';

/** Reasons that the bytes of a value give. */
export type ByteReason = Exclude<
  UnreadableReason,
  'recordsNotAnArray' | 'unsupportedPayload' | 'brokenGzip'
>;

/** One sentence for a person on what is wrong; `from` and `brokenAt` are offsets in the input. */
export function describe(
  reason: ByteReason,
  first: number | undefined,
  from: number,
  brokenAt: number,
): string {
  switch (reason) {
    case 'notJson':
      return `Expected a JSON value at byte ${from}, found ${hex(first)}.`;
    case 'brokenJson':
      return `The JSON value that begins at byte ${from} breaks at byte ${brokenAt}.`;
    case 'truncated':
      return `The JSON value that is read at byte ${from} has no end.`;
    case 'tooDeep':
      return `The JSON value that begins at byte ${from} is nested too deep at byte ${brokenAt}.`;
    case 'tooLarge':
      return `The JSON value that begins at byte ${from} is longer than 64 MiB.`;
  }
}

function hex(byte: number | undefined): string {
  return byte === undefined ? 'none' : `0x${byte.toString(16).padStart(2, '0')}`;
}
