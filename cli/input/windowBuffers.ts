/**
 * Buffers of one size for the windows of many files. A closed file leaves its buffer to the next
 * one: a collection frees buffers late, and thousands of files would pile them up.
 */
export class WindowBuffers {
  private readonly spare: Buffer[] = [];

  /** @param size bytes of each buffer */
  constructor(readonly size: number) {}

  take(): Buffer {
    return this.spare.pop() ?? Buffer.allocUnsafe(this.size);
  }

  /** Nobody may use the buffer after this. One of another size is let go. */
  giveBack(buffer: Buffer): void {
    if (buffer.length === this.size) this.spare.push(buffer);
  }
}
