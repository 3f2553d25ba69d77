import type { ByteSource } from './sourceWindow';
import { Unpacker } from './unpacker';

/** The first bytes of a gzip member with the only method in use, deflate (RFC 1952, 2.3.1). */
export const GZIP_MAGIC: readonly number[] = [0x1f, 0x8b, 0x08];

/** Compressed bytes that are unpacked in one step. */
const STEP_BYTES = 8 * 1024;

interface UnpackedSource extends ByteSource {
  /** What is wrong with the compressed bytes, once the source has ended; null if nothing. */
  failure(): string | null;
}

/**
 * Unpacks gzip, also several members one after another. A broken input is no error: its bytes
 * end where unpacking did, and `failure` says what is wrong and at which compressed byte.
 *
 * zlib keeps what a broken step would have given, so that step is done again byte by byte, and
 * nothing that stands before the damage is lost.
 * @param again opens the same bytes anew; what cannot be read twice is unpacked twice as it comes
 */
export function gunzip(
  source: ByteSource,
  again: (() => Promise<ByteSource>) | null,
): UnpackedSource {
  const input = Buffer.alloc(STEP_BYTES);
  /** Compressed bytes of the steps that went well. */
  let done = 0;
  let unpacker = new Unpacker();
  const behind = again === null ? new Unpacker() : null;

  async function step(): Promise<void> {
    const count = await source.read(input, 0);
    if (count === 0) return unpacker.end();
    const piece = Buffer.from(input.subarray(0, count));
    await unpacker.write(piece);
    if (unpacker.failure === null) {
      await behind?.skip(piece);
      done += count;
      return;
    }
    unpacker.close();
    unpacker = behind ?? (await unpackedUpTo(done));
    for (let at = 0; at < count && !unpacker.ended; at += 1) {
      await unpacker.write(piece.subarray(at, at + 1));
    }
  }

  /** An unpacker that has taken the first bytes of the source, as many as `length`. */
  async function unpackedUpTo(length: number): Promise<Unpacker> {
    const fresh = new Unpacker();
    const reopened = await again?.();
    for (let at = 0; reopened !== undefined && at < length;) {
      const count = await reopened.read(input.subarray(0, length - at), 0);
      if (count === 0) break;
      await fresh.skip(Buffer.from(input.subarray(0, count)));
      at += count;
    }
    await reopened?.close();
    return fresh;
  }

  return {
    async read(target, from) {
      while (unpacker.output.length === 0 && !unpacker.ended) await step();
      const next = unpacker.output[0];
      if (next === undefined) return 0;
      const count = next.copy(target, from);
      if (count === next.length) unpacker.output.shift();
      else unpacker.output[0] = next.subarray(count);
      return count;
    },
    failure: () => unpacker.failure,
    async close() {
      unpacker.close();
      behind?.close();
      await source.close();
    },
  };
}
