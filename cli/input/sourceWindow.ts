import { isAscii } from 'node:buffer';
import { ByteWindow } from '../../lib/telemetry/reading/byteWindow';
import type { WindowBuffers } from './windowBuffers';

/** Bytes that are read one after the other, e.g. a file or what a compressed file unpacks to. */
export interface ByteSource {
  /** Fills `target` from index `from` on; answers how many bytes were written, 0 at the end. */
  read(target: Buffer, from: number): Promise<number>;
  close(): Promise<void>;
}

const NO_BYTES = Buffer.alloc(0);

/** A window that moves over a source; more comes with `fill`. One buffer is used again and again. */
export class SourceWindow extends ByteWindow {
  constructor(
    private readonly source: ByteSource,
    private readonly buffers: WindowBuffers,
  ) {
    super(buffers.take(), 0, false);
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
