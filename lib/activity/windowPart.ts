import { isAfter } from '../telemetry/position';
import type { AccessEvent, AccountId } from '../telemetry/event';
import { partId, SCHEMA_VERSION, type LastMessage, type PartDocument } from './documents';
import { HourCounts } from './hourCounts';

export { MOST_ACTORS } from './actorTable';

export const HOUR = 3_600_000;

const NO_MESSAGE: LastMessage = { sequence: -1, enqueuedTime: 0 };

/**
 * What one hub partition told of an account's hour. It carries the last message it counted, so a
 * message that comes again changes nothing.
 */
export class WindowPart {
  private last: LastMessage;
  private before: LastMessage;

  /** @param after the last message that earlier parts of the hub partition counted */
  constructor(
    readonly account: AccountId,
    readonly hour: number,
    readonly source: string,
    private ownId: string | null = null,
    after: LastMessage = NO_MESSAGE,
    readonly counts = new HourCounts(hour),
  ) {
    this.last = this.before = after;
  }

  /** @throws RangeError, SketchError or TypeError where the document is damaged */
  static from(document: PartDocument): WindowPart {
    const { id, accountId, hour, source, sequence, enqueuedTime } = document;
    if (!Number.isFinite(sequence)) throw new RangeError('it names no last message');
    const counts = HourCounts.from(document.counts, hour);
    return new WindowPart(accountId, hour, source, id, { sequence, enqueuedTime }, counts);
  }

  /** Id of the part's document. */
  get id(): string {
    return (this.ownId ??= partId(this.hour, this.source));
  }

  /** The last message counted. */
  get lastMessage(): LastMessage {
    return this.last;
  }

  /**
   * Counts an event unless its message was counted before; says whether it did. `twin` is a second
   * record of an operation whose volumes are counted already.
   */
  count(event: AccessEvent, twin: boolean): boolean {
    if (!this.takes(event)) return false;
    this.counts.count(event, twin);
    return true;
  }

  /** Counts a record that came before in another message; says whether it did. */
  countCopy(event: AccessEvent): boolean {
    if (!this.takes(event)) return false;
    this.counts.copies += 1;
    return true;
  }

  /** After the part has been stored: from now on what it holds counts as counted. */
  stored(): void {
    this.before = this.last;
    this.counts.settle();
  }

  /** False where the event's message was counted before. */
  private takes({ message }: AccessEvent): boolean {
    if (!isAfter(message, this.before)) return false;
    if (isAfter(message, this.last)) {
      this.last = { sequence: message.sequence, enqueuedTime: message.enqueuedTime };
    }
    return true;
  }

  toDocument(): PartDocument {
    return {
      id: this.id,
      schemaVersion: SCHEMA_VERSION,
      kind: 'part',
      accountId: this.account,
      hour: this.hour,
      source: this.source,
      ...this.last,
      sealed: false,
      counts: this.counts.toStored(),
    };
  }
}
