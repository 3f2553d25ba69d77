import type { FileReader } from './fileReader';
import type { InputItem } from '../../lib/telemetry/reading/item';
import { MessageTime } from './messageTime';

/** Files that are open at once; each may hold one message. */
export const MAX_OPEN_FILES = 64;

/** Items are handed on together up to this many bytes. */
const BATCH_BYTES = 256 * 1024;

/** A file, and no message of it is older than `from` (epoch ms; -Infinity where unknown). */
export interface PendingFile {
  readonly from: number;
  readonly open: () => Promise<FileReader>;
}

interface OpenFile {
  readonly reader: FileReader;
  readonly order: number;
  item: InputItem;
  /** Event time of `item`, or the last one the file named. */
  time: number;
}

/**
 * Merges files by the time of their next message; each keeps its own order. Files must come in
 * the order of `from`. Past `MAX_OPEN_FILES` a file waits until another has ended.
 */
export async function* mergeByTime(files: Iterable<PendingFile>): AsyncGenerator<InputItem[]> {
  const waiting = files[Symbol.iterator]();
  const nextFile = (): PendingFile | null => {
    const next = waiting.next();
    return next.done === true ? null : next.value;
  };
  const clock = new MessageTime();
  const heap: OpenFile[] = [];
  let file = nextFile();
  let opened = 0;
  let batch: InputItem[] = [];
  let batchBytes = 0;
  try {
    for (;;) {
      while (file !== null) {
        const earliest = heap[0]?.time ?? Infinity;
        if (heap.length >= MAX_OPEN_FILES || (heap.length > 0 && file.from > earliest)) break;
        const reader = await file.open();
        const item = await reader.next();
        if (item === null) await reader.close();
        else insert(heap, { reader, order: opened, item, time: timeOf(item, clock, -Infinity) });
        opened += 1;
        file = nextFile();
      }
      const top = heap[0];
      if (top === undefined) break;
      batch.push(top.item);
      batchBytes += top.item.bytes;
      let next = top.reader.ready();
      if (next === null || batchBytes >= BATCH_BYTES) {
        yield batch;
        batch = [];
        batchBytes = 0;
        next ??= await top.reader.next();
      }
      if (next === null) {
        await top.reader.close();
        removeTop(heap);
      } else {
        top.item = next;
        // A file on its own has no one to wait for.
        if (heap.length > 1 || file !== null) {
          top.time = timeOf(next, clock, top.time);
          siftDown(heap);
        }
      }
    }
    if (batch.length > 0) yield batch;
  } finally {
    await Promise.all(heap.map((file) => file.reader.close()));
  }
}

function timeOf(item: InputItem, clock: MessageTime, known: number): number {
  const time = clock.of(item);
  return Number.isNaN(time) ? known : time;
}

function isBefore(one: OpenFile, other: OpenFile): boolean {
  return one.time < other.time || (one.time === other.time && one.order < other.order);
}

function insert(heap: OpenFile[], file: OpenFile): void {
  let index = heap.length;
  heap.push(file);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(file, parent)) break;
    heap[index] = parent;
    heap[above] = file;
    index = above;
  }
}

function removeTop(heap: OpenFile[]): void {
  const moved = heap.pop();
  if (moved === undefined || heap.length === 0) return;
  heap[0] = moved;
  siftDown(heap);
}

/** Puts the top where it belongs after its time changed. */
function siftDown(heap: OpenFile[]): void {
  const moved = heap[0];
  if (moved === undefined) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const useRight = right !== undefined && isBefore(right, left);
    const child = useRight ? right : left;
    if (!isBefore(child, moved)) break;
    heap[index] = child;
    index = 2 * index + (useRight ? 2 : 1);
    heap[index] = moved;
  }
}
