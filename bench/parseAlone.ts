import { closeSync, openSync, readSync } from 'node:fs';

/** As much as the pipeline reads at once. */
const WINDOW_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/**
 * Milliseconds that it takes to read a file line by line and give each line to `JSON.parse`. No line
 * may be longer than 256 KB.
 */
export function parseAlone(path: string): number {
  const started = performance.now();
  const file = openSync(path, 'r');
  const bytes = Buffer.allocUnsafe(2 * WINDOW_BYTES);
  let parsed = 0;
  for (let kept = 0; ;) {
    const read = readSync(file, bytes, kept, WINDOW_BYTES, null);
    if (read === 0) break;
    const end = kept + read;
    let from = 0;
    for (;;) {
      const feed = bytes.indexOf(LINE_FEED, from);
      if (feed === -1 || feed >= end) break;
      const value: unknown = JSON.parse(bytes.toString('utf8', from, feed));
      if (typeof value === 'object' && value !== null) parsed += 1;
      from = feed + 1;
    }
    bytes.copyWithin(0, from, end);
    kept = end - from;
  }
  closeSync(file);
  if (parsed === 0) throw new RangeError(`${path} holds no message`);
  return performance.now() - started;
}
