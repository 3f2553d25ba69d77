import { once } from 'node:events';
import { createGunzip } from 'node:zlib';

/** Unpacks gzip piece by piece, also several members one after another. */
export class Unpacker {
  /** What came out and was not taken yet. */
  readonly output: Buffer[] = [];
  /** What is wrong with the compressed bytes and where; null if nothing. */
  failure: string | null = null;
  /** True where nothing more comes out. */
  ended = false;
  private readonly zlib = createGunzip();
  /** Compressed bytes that were unpacked. */
  private taken = 0;

  constructor() {
    this.zlib.on('data', (part: Buffer) => this.output.push(part));
    this.zlib.on('error', (error) => this.fail(error.message));
    this.zlib.on('end', () => (this.ended = true));
  }

  async write(piece: Buffer): Promise<void> {
    await this.written(piece);
    const unused = piece.subarray(this.zlib.bytesWritten - this.taken);
    if (this.failure !== null) return;
    this.taken = this.zlib.bytesWritten;
    // zlib stops without a word at bytes that are no gzip member; zeros are padding (tar, disks).
    if (unused.some((byte) => byte !== 0)) this.fail('bytes that are not gzip');
    if (unused.length > 0) this.ended = true;
  }

  /** As `write`, for bytes whose contents are known already. */
  async skip(piece: Buffer): Promise<void> {
    await this.write(piece);
    this.output.length = 0;
  }

  /** Tells that no more bytes follow. */
  async end(): Promise<void> {
    this.zlib.end();
    // An error is kept by the listener above.
    await once(this.zlib, 'end').catch(() => undefined);
    this.ended = true;
  }

  close(): void {
    this.zlib.destroy();
  }

  private fail(problem: string): void {
    this.failure ??= `${problem} at compressed byte ${this.taken}`;
    this.ended = true;
  }

  private written(piece: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.zlib.off('error', done);
        resolve();
      };
      this.zlib.once('error', done);
      this.zlib.write(piece, done);
    });
  }
}
