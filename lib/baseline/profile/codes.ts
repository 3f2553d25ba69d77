import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** The stored codes are no text of ours. */
export class SeriesError extends Error {
  override readonly name = 'SeriesError';
  constructor(problem: string, cause?: unknown) {
    super(`A series of volumes cannot be read: ${problem}`, { cause });
  }
}

/** Codes deflated: days are alike, and idle hours are zeros. */
export function packCodes(codes: Uint8Array): Buffer {
  let end = codes.length;
  while (end > 0 && codes[end - 1] === 0) end -= 1;
  return deflateRawSync(codes.subarray(0, end));
}

/**
 * Codes of whole days.
 * @throws SeriesError where they are damaged, or of more than `mostDays`
 */
export function unpackCodes(
  packed: Uint8Array,
  codesPerDay: number,
  mostDays: number,
): Uint8Array<ArrayBuffer> {
  const inflated = inflate(packed, mostDays * codesPerDay);
  const codes = new Uint8Array(Math.ceil(inflated.length / codesPerDay) * codesPerDay);
  codes.set(inflated);
  return codes;
}

function inflate(packed: Uint8Array, mostBytes: number): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: mostBytes });
  } catch (cause) {
    throw new SeriesError('it is damaged or too long', cause);
  }
}
