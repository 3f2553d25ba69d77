import type { DeadLetter, DeadLetterSink } from '../../lib/ingestion/deadLetter';
import type { OutputFile } from './outputFile';

/** Bytes of the raw text that a line keeps. */
const MOST_RAW = 256 * 1024;

/** Writes dead letters as NDJSON. */
export class DeadLetterFile implements DeadLetterSink {
  constructor(private readonly file: OutputFile) {}

  async put(letters: readonly DeadLetter[]): Promise<void> {
    for (const { message, reason, detail, raw } of letters) {
      const { source: path, sequence: offset } = message;
      const line = { path, offset, reason, detail, raw: cut(raw) };
      await this.file.write(`${JSON.stringify(line)}\n`);
    }
  }
}

function cut(raw: string): string {
  if (raw.length * 3 <= MOST_RAW) return raw;
  const bytes = Buffer.from(raw, 'utf8');
  // A character cut in half decodes to a replacement of up to three bytes.
  return bytes.length <= MOST_RAW ? raw : bytes.subarray(0, MOST_RAW - 3).toString('utf8');
}
