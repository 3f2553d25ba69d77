import type { ByteWindow } from './byteWindow';
import { CollectedRecords } from './foundRecords';
import type { FoundRecords } from './foundRecords';

/** Elements are handed out together up to this many bytes. */
const PART_BYTES = 256 * 1024;

/** Elements of a list that were read together. */
export interface Part {
  readonly offset: number;
  readonly bytes: number;
  readonly found: FoundRecords;
}

/** The elements that are read from a window and not yet handed out. */
export class ListPart {
  private found = new CollectedRecords();
  private offset = 0;

  constructor(private readonly window: ByteWindow) {}

  get isEmpty(): boolean {
    return this.found.records.length === 0 && this.found.unreadable.length === 0;
  }

  get isFull(): boolean {
    return this.bytes >= PART_BYTES;
  }

  /** Tells that an element begins at the window's position. */
  beginElement(): void {
    if (this.isEmpty) this.offset = this.window.offsetOf(this.window.position);
  }

  /** Adds what the element before the window's position holds. */
  add(found: FoundRecords): void {
    this.found.add(found);
  }

  /** What was added since the last time, or null. */
  take(): Part | null {
    if (this.isEmpty) return null;
    const { found, offset, bytes } = this;
    this.found = new CollectedRecords();
    return { offset, bytes, found };
  }

  private get bytes(): number {
    return this.window.offsetOf(this.window.position) - this.offset;
  }
}
