import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byteWindow';

/** The first bytes of a gzip member with the only method in use, deflate (RFC 1952, 2.3.1). */
export const GZIP_MAGIC: readonly number[] = [0x1f, 0x8b, 0x08];

/** Compressed bytes that are unpacked in one step. zlib keeps what a broken step would have given. */
const STEP_BYTES = 2 * 1024;
const READ_BYTES = 64 * 1024;

interface UnpackedSource extends ByteSource {
  /** What is wrong with the compressed bytes, once the source has ended; null if nothing. */
  failure(): string | null;
}

/**
 * Unpacks gzip, also several members one after another. A broken file is no error: its bytes
 * end where unpacking did, and `failure` says what is wrong and at which compressed byte.
 * @param again opens the same bytes anew: then the broken step is done again byte by byte, and
 *   nothing that stands before the damage is lost
 * @param fineFrom compressed byte from which on a step is a single byte
 */
export function gunzip(
  source: ByteSource,
  again: (() => Promise<ByteSource>) | null = null,
  fineFrom = Infinity,
): UnpackedSource {
  const unpacker = createGunzip();
  const input = Buffer.alloc(READ_BYTES);
  const output: Buffer[] = [];
  let inputAt = 0;
  let inputEnd = 0;
  let taken = 0;
  let given = 0;
  let ended = false;
  let failure: string | null = null;
  const fail = (problem: string) => {
    failure ??= `${problem} at compressed byte ${taken}`;
    ended = true;
  };
  unpacker.on('data', (part: Buffer) => {
    given += part.length;
    output.push(part);
  });
  unpacker.on('error', (error) => fail(error.message));
  unpacker.on('end', () => (ended = true));

  async function step(): Promise<void> {
    if (inputAt === inputEnd) {
      inputEnd = await source.read(input, 0);
      inputAt = 0;
    }
    if (inputEnd === 0) {
      unpacker.end();
      // An error is kept by the listener above.
      await once(unpacker, 'end').catch(() => undefined);
      ended = true;
      return;
    }
    const length = taken < fineFrom ? Math.min(STEP_BYTES, fineFrom - taken) : 1;
    const piece = Buffer.from(input.subarray(inputAt, Math.min(inputEnd, inputAt + length)));
    inputAt += piece.length;
    await written(piece);
    const unused = piece.subarray(unpacker.bytesWritten - taken);
    if (failure === null) taken = unpacker.bytesWritten;
    // zlib stops without a word at bytes that are no gzip member; zeros are padding (tar, disks).
    if (failure === null && unused.some((byte) => byte !== 0)) fail('bytes that are not gzip');
    if (unused.length > 0) ended = true;
    if (failure !== null && again !== null) await rescue(again);
  }

  /** Adds what stands before the damage in the broken step, and says where exactly it is. */
  async function rescue(open: () => Promise<ByteSource>): Promise<void> {
    const finer = gunzip(await open(), null, taken);
    let skipped = 0;
    for (;;) {
      const part = Buffer.alloc(READ_BYTES);
      const count = await finer.read(part, 0);
      if (count === 0) break;
      if (skipped + count > given) output.push(part.subarray(Math.max(0, given - skipped), count));
      skipped += count;
    }
    await finer.close();
    failure = finer.failure() ?? failure;
  }

  function written(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        unpacker.off('error', done);
        resolve();
      };
      unpacker.once('error', done);
      unpacker.write(piece, done);
    });
  }

  return {
    async read(target, from) {
      while (output.length === 0 && !ended) await step();
      const next = output[0];
      if (next === undefined) return 0;
      const count = next.copy(target, from);
      if (count === next.length) output.shift();
      else output[0] = next.subarray(count);
      return count;
    },
    failure: () => failure,
    async close() {
      unpacker.destroy();
      await source.close();
    },
  };
}
