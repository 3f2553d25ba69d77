import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { DeadLetter, DeadLetterSink } from '../../lib/ingestion/deadLetter';

/** Bytes of the raw text that a line keeps. */
const MOST_RAW = 256 * 1024;

/** Writes dead letters as NDJSON. */
export class DeadLetterFile implements DeadLetterSink {
  private constructor(private readonly stream: WriteStream) {}

  /** @throws what opening the file throws */
  static async open(path: string): Promise<DeadLetterFile> {
    const stream = createWriteStream(path);
    await once(stream, 'open');
    return new DeadLetterFile(stream);
  }

  async put(letters: readonly DeadLetter[]): Promise<void> {
    for (const { message, reason, detail, raw } of letters) {
      const line = {
        path: message.source,
        offset: message.sequence,
        reason,
        detail,
        raw: cut(raw),
      };
      if (!this.stream.write(`${JSON.stringify(line)}\n`)) await once(this.stream, 'drain');
    }
  }

  async close(): Promise<void> {
    this.stream.end();
    await finished(this.stream);
  }
}

function cut(raw: string): string {
  if (raw.length * 3 <= MOST_RAW) return raw;
  const bytes = Buffer.from(raw, 'utf8');
  // A character cut in half decodes to a replacement of up to three bytes.
  return bytes.length <= MOST_RAW ? raw : bytes.subarray(0, MOST_RAW - 3).toString('utf8');
}
