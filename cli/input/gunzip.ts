import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byteWindow';

/** The first bytes of a gzip member with the only method in use, deflate (RFC 1952, 2.3.1). */
export const GZIP_MAGIC: readonly number[] = [0x1f, 0x8b, 0x08];

/**
 * Compressed bytes that are unpacked in one step. What a broken step would have given is lost,
 * so steps are small.
 */
const STEP_BYTES = 2 * 1024;
const READ_BYTES = 64 * 1024;

interface UnpackedSource extends ByteSource {
  /** What is wrong with the compressed bytes, once the source has ended; null if nothing. */
  failure(): string | null;
}

/**
 * Unpacks gzip, also several members one after another. A broken file is no error: its bytes
 * end where unpacking did, and `failure` says what is wrong and at which compressed byte.
 */
export function gunzip(source: ByteSource): UnpackedSource {
  const unpacker = createGunzip();
  const input = Buffer.alloc(READ_BYTES);
  const output: Buffer[] = [];
  let inputAt = 0;
  let inputEnd = 0;
  let taken = 0;
  let ended = false;
  let failure: string | null = null;
  const fail = (problem: string) => {
    failure ??= `${problem} at compressed byte ${taken}`;
    ended = true;
  };
  unpacker.on('data', (part: Buffer) => output.push(part));
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
    const piece = Buffer.from(input.subarray(inputAt, Math.min(inputEnd, inputAt + STEP_BYTES)));
    inputAt += piece.length;
    await written(piece);
    const unused = piece.subarray(unpacker.bytesWritten - taken);
    if (failure === null) taken = unpacker.bytesWritten;
    // zlib stops without a word at bytes that are no gzip member; zeros are padding (tar, disks).
    if (failure === null && unused.some((byte) => byte !== 0)) fail('bytes that are not gzip');
    if (unused.length > 0) ended = true;
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
