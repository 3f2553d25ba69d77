import { prepend } from './byteSource';
import type { ByteSource } from './sourceWindow';
import { gunzip, GZIP_MAGIC } from './gunzip';

/** A source of UTF-8 text, and how far the bytes below it were read. */
export interface DecodedSource extends ByteSource {
  /** What was wrong with the compressed file once its bytes have ended, else null. */
  failure(): string | null;
}

const HEAD_BYTES = 4;

/**
 * Unpacks gzip and turns UTF-16 with a byte-order mark into UTF-8; told apart by content.
 * @param again opens the same bytes anew, where that can be done
 */
export async function decode(
  source: ByteSource,
  again: (() => Promise<ByteSource>) | null,
): Promise<DecodedSource> {
  const compressed = await peek(source);
  if (!startsWith(compressed.head, GZIP_MAGIC))
    return { ...decodeUtf16(compressed), failure: () => null };
  const unpacked = gunzip(compressed.source, again);
  const inner = await peek(unpacked);
  return { ...decodeUtf16(inner), failure: () => unpacked.failure() };
}

interface Peeked {
  readonly head: Buffer;
  readonly source: ByteSource;
}

async function peek(source: ByteSource): Promise<Peeked> {
  const head = Buffer.alloc(HEAD_BYTES);
  let length = 0;
  while (length < HEAD_BYTES) {
    const count = await source.read(head, length);
    if (count === 0) break;
    length += count;
  }
  const read = head.subarray(0, length);
  return { head: read, source: prepend(read, source) };
}

function decodeUtf16({ head, source }: Peeked): ByteSource {
  // JSON begins with an ASCII character, one half of which is zero; damaged bytes have no such.
  const [, , high = 0, low = 0] = head;
  const isLittle = startsWith(head, [0xff, 0xfe]) && low === 0;
  const isBig = startsWith(head, [0xfe, 0xff]) && high === 0;
  if (!isLittle && !isBig) return source;
  return transcode(source, new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be'));
}

function transcode(source: ByteSource, decoder: InstanceType<typeof TextDecoder>): ByteSource {
  const input = Buffer.alloc(64 * 1024);
  let rest = Buffer.alloc(0);
  let ended = false;
  return {
    async read(target, from) {
      while (rest.length === 0 && !ended) {
        const count = await source.read(input, 0);
        ended = count === 0;
        rest = Buffer.from(decoder.decode(input.subarray(0, count), { stream: !ended }));
      }
      const count = rest.copy(target, from);
      rest = rest.subarray(count);
      return count;
    },
    close: () => source.close(),
  };
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}
