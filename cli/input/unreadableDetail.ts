import type { UnreadableReason } from './item';

/** One sentence for a person on what is wrong; `brokenAt` is an offset in the file. */
export function describe(
  reason: UnreadableReason,
  first: number | undefined,
  brokenAt: number,
): string {
  switch (reason) {
    case 'notJson':
      return `Expected a JSON value, found byte ${hex(first)}.`;
    case 'brokenJson':
      return `The JSON value that begins here breaks at byte ${brokenAt}.`;
    case 'truncated':
      return 'The input ends inside a JSON value.';
    case 'tooDeep':
      return `The JSON value that begins here is nested too deep at byte ${brokenAt}.`;
    case 'tooLarge':
      return 'The JSON value that begins here is longer than 64 MiB.';
    case 'recordsNotAnArray':
      return 'The member "records" of this envelope is not an array.';
    case 'brokenGzip':
      return 'The compressed file is damaged.';
  }
}

function hex(byte: number | undefined): string {
  return byte === undefined ? 'none' : `0x${byte.toString(16).padStart(2, '0')}`;
}
