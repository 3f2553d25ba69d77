import type { FoundRecords } from './foundRecords';
import { MAX_RAW_BYTES } from './item';
import type { InputItem } from './item';

/** Items that are read and wait to be taken. */
export class ItemQueue {
  private readonly items: InputItem[] = [];

  constructor(private readonly path: string) {}

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  add(item: InputItem): void {
    this.items.push(item);
  }

  /** Adds what a value holds that stands at `offset`: its records, and each part that is none. */
  addFound(
    { records, unreadable }: FoundRecords,
    value: {
      readonly offset: number;
      readonly bytes: number;
      readonly first: boolean;
      readonly source: Buffer | null;
    },
  ): void {
    const { path, items } = this;
    if (records.length > 0 || unreadable.length === 0) {
      items.push({ kind: 'message', path, records, ...value });
    }
    for (const { reason, detail, raw } of unreadable) {
      const copy = Buffer.from(raw);
      const place = { path, offset: value.offset, bytes: copy.length };
      const kept = copy.subarray(0, MAX_RAW_BYTES);
      items.push({ kind: 'unreadable', ...place, reason, detail, raw: kept });
    }
  }

  take(): InputItem | undefined {
    return this.items.shift();
  }
}
