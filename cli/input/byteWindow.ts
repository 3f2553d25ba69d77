import { isAscii } from 'node:buffer';
import type { WindowBuffers } from './windowBuffers';

/** Bytes that are read one after the other, e.g. a file or what a compressed file unpacks to. */
export interface ByteSource {
  /** Fills `target` from index `from` on; answers how many bytes were written, 0 at the end. */
  read(target: Buffer, from: number): Promise<number>;
  close(): Promise<void>;
}

const NO_BYTES = Buffer.alloc(0);

/**
 * The part of a source that is looked at. Readers take bytes by moving `position` and ask for
 * more with `fill`; one buffer is used again and again.
 */
export class ByteWindow {
  bytes: Buffer;
  /** Index in `bytes` of the next byte that nobody took. */
  position = 0;
  /** Index in `bytes` after the last byte read. */
  end = 0;
  /** True once the source has no more bytes. */
  last = false;
  /** Offset in the source of index 0 of `bytes`. */
  private base = 0;
  private ascii = false;
  /** The line feed found last, and how far there is none before it, as offsets. */
  private feedAt = -1;
  private searchedTo = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly buffers: WindowBuffers,
  ) {
    this.bytes = buffers.take();
  }

  /** Offset in the source of an index of `bytes`. */
  offsetOf(index: number): number {
    return this.base + index;
  }

  /** Text of the bytes between two indexes; bytes that are not UTF-8 become U+FFFD. */
  text(from: number, to: number): string {
    return this.ascii
      ? this.bytes.toString('latin1', from, to)
      : this.bytes.toString('utf8', from, to);
  }

  /** Index of the first line feed from `position` on, or -1 where none was read yet. */
  lineFeed(): number {
    const from = this.base + this.position;
    if (this.feedAt < from) {
      const start = Math.max(this.searchedTo - this.base, this.position);
      const found = start < this.end ? this.bytes.indexOf(0x0a, start) : -1;
      const known = found !== -1 && found < this.end;
      this.searchedTo = this.base + (known ? found + 1 : this.end);
      if (!known) return -1;
      this.feedAt = this.base + found;
    }
    return this.feedAt - this.base;
  }

  /**
   * Reads on. What is not taken at least doubles, unless the source ends, so that whoever looks
   * again at all of it each time still works in linear time.
   */
  async fill(): Promise<void> {
    const kept = this.end - this.position;
    this.makeRoom(kept);
    const wanted = Math.max(kept * 2, 1);
    while (this.end < wanted && !this.last) {
      const count = await this.source.read(this.bytes, this.end);
      this.end += count;
      this.last = count === 0;
    }
    this.ascii = isAscii(this.bytes.subarray(0, this.end));
  }

  close(): Promise<void> {
    this.buffers.giveBack(this.bytes);
    this.bytes = NO_BYTES;
    return this.source.close();
  }

  private makeRoom(kept: number): void {
    const size = Math.max(this.buffers.size, kept * 3);
    const reuse = this.bytes.length >= size && this.bytes.length <= size * 4;
    const target = reuse ? this.bytes : Buffer.allocUnsafe(size);
    this.bytes.copy(target, 0, this.position, this.end);
    this.bytes = target;
    this.base += this.position;
    this.position = 0;
    this.end = kept;
  }
}
