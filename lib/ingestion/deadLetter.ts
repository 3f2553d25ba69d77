import { createHash } from 'node:crypto';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { MessagePosition } from '../telemetry/event';

/** Characters of the raw text that a stored dead letter keeps. */
const MOST_RAW = 64 * 1024;

/** What could not be understood, where it stood, and why. */
export interface DeadLetter {
  readonly message: MessagePosition;
  readonly index: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
}

/** Takes dead letters; taking the same one twice changes nothing. */
export interface DeadLetterSink {
  put(letters: readonly DeadLetter[]): Promise<void>;
}

interface DeadLetterDocument extends StoredDocument {
  /** UTC day on which the hub took the message. */
  readonly day: string;
  readonly source: string;
  readonly sequence: number;
  readonly index: number;
  readonly reason: string;
  readonly detail: string;
  readonly raw: string;
  readonly cut: boolean;
}

/** Keeps dead letters in the `deadLetters` container, one document a letter. */
export class DeadLetterStore implements DeadLetterSink {
  constructor(private readonly store: DocumentStore) {}

  async put(letters: readonly DeadLetter[]): Promise<void> {
    for (const letter of letters) await this.store.upsert('deadLetters', documentOf(letter));
  }
}

function documentOf({ message, index, reason, detail, raw }: DeadLetter): DeadLetterDocument {
  const { source, sequence, enqueuedTime } = message;
  const place = `${source}\n${enqueuedTime}\n${sequence}\n${index}`;
  return {
    id: createHash('sha256').update(place).digest('hex').slice(0, 32),
    schemaVersion: 1,
    day: new Date(enqueuedTime).toISOString().slice(0, 10),
    source,
    sequence,
    index,
    reason,
    detail,
    raw: raw.slice(0, MOST_RAW),
    cut: raw.length > MOST_RAW,
  };
}
