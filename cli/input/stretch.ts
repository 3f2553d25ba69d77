import { MAX_RAW_BYTES } from './item';
import type { Unreadable, UnreadableReason } from './item';
import type { ByteWindow } from './byteWindow';
import { isJsonSpace } from './jsonScan';

/** Unreadable bytes while they are being read: one dead letter, however long. */
export class Stretch {
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;
  /** Length without the white space it ends with. */
  private bytes = 0;
  private taken = 0;

  constructor(
    private readonly path: string,
    private readonly offset: number,
    private readonly reason: UnreadableReason,
    private readonly detail: string,
  ) {}

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
    const { path, offset, bytes, reason, detail } = this;
    const raw = Buffer.concat(this.kept).subarray(0, bytes);
    return { kind: 'unreadable', path, offset, bytes, reason, detail, raw };
  }
}
