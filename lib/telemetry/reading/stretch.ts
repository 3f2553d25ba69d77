import type { ByteWindow } from './byteWindow';
import { MAX_RAW_BYTES } from './item';
import type { Unreadable } from './item';
import { isJsonSpace } from './jsonScan';
import type { Resync } from './resync';

/** Unreadable bytes while they are being read: one dead letter, however long. */
export class Stretch {
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;
  /** Length without the white space it ends with. */
  private bytes = 0;
  private taken = 0;

  constructor(private readonly about: Omit<Unreadable, 'kind' | 'bytes' | 'raw'>) {}

  /** Takes the bytes of a window up to index `to`. */
  take(window: ByteWindow, to: number): void {
    const { bytes, position } = window;
    const room = Math.min(to - position, MAX_RAW_BYTES - this.keptBytes);
    if (room > 0) {
      this.kept.push(Buffer.from(bytes.subarray(position, position + room)));
      this.keptBytes += room;
    }
    let end = to;
    while (end > position && isJsonSpace(bytes[end - 1])) end -= 1;
    if (end > position) this.bytes = this.taken + end - position;
    this.taken += to - position;
    window.position = to;
  }

  finish(): Unreadable {
    const { about, bytes } = this;
    const raw = Buffer.concat(this.kept).subarray(0, bytes);
    return { kind: 'unreadable', ...about, bytes, raw };
  }
}

/** A stretch that still grows. */
export interface OpenStretch {
  readonly bytes: Stretch;
  /** Finds where it may end. */
  readonly resync: Resync;
  /** Offset up to which it looked like a value. */
  readonly reach: number;
}
