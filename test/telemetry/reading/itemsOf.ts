import { SourceWindow } from '../../../cli/input/sourceWindow';
import type { ByteSource } from '../../../cli/input/sourceWindow';
import { WindowBuffers } from '../../../cli/input/windowBuffers';
import { recordsOfValue } from '../../../lib/telemetry/payload';
import type { InputItem, RawItem } from '../../../lib/telemetry/reading/item';
import { ItemReader } from '../../../lib/telemetry/reading/itemReader';

/** A source that gives at most the next of `sizes` bytes a read, over and over. */
export function cutSource(bytes: Buffer, sizes: readonly number[]): ByteSource {
  let at = 0;
  let reads = 0;
  return {
    read(target, from) {
      const size = sizes[reads % sizes.length] ?? bytes.length;
      const count = bytes.copy(target, from, at, Math.min(bytes.length, at + size));
      reads += 1;
      at += count;
      return Promise.resolve(count);
    },
    close: () => Promise.resolve(),
  };
}

/** All items of some bytes that arrive in pieces of the given sizes. */
export async function itemsOf(
  input: Buffer | string,
  sizes: readonly number[] = [1 << 30],
  windowBytes = 64 * 1024,
): Promise<RawItem[]> {
  const window = new SourceWindow(
    cutSource(Buffer.from(input), sizes),
    new WindowBuffers(windowBytes),
  );
  const reader = new ItemReader(window, { path: 'in', recordsOf: recordsOfValue });
  const items: RawItem[] = [];
  for (;;) {
    const item = reader.next();
    if (item?.kind === 'parsed') throw new TypeError('nothing parses here');
    if (item !== null) items.push(item);
    else if (window.last) return items;
    else await window.fill();
  }
}

/** All records of items, in order. */
export function recordsIn(items: readonly InputItem[]): unknown[] {
  return items.flatMap((item) => (item.kind === 'message' ? item.records : []));
}

/** The raw texts of the unreadable stretches, in order. */
export function rawIn(items: readonly InputItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'unreadable' ? [item.raw.toString('utf8')] : []));
}
