import type { AccessEvent, MessagePosition } from '../telemetry/event';
import { KeyTable } from './keyTable';

/** Copies are recognised among this many records of an instance. */
const REMEMBERED = 200_000;

/**
 * Tells copies from redeliveries. Azure Monitor may send a record again in a new message: that is
 * a copy, and counts as a duplicate. The hub may hand the same message over again: that is the same
 * record at the same place, and has to be worked through again, since the first try may have failed.
 */
export class RecentRecords {
  private readonly table = new KeyTable(REMEMBERED);
  private lastMessage: MessagePosition | null = null;
  private lastPlace = 0;

  /** The events that did not come before in another message; the others are added to `copies`. */
  originals(events: readonly AccessEvent[], copies: AccessEvent[]): readonly AccessEvent[] {
    return events.filter((event) => {
      const isOriginal = !this.isCopy(event);
      if (!isOriginal) copies.push(event);
      return isOriginal;
    });
  }

  private isCopy(event: AccessEvent): boolean {
    const place = this.placeOf(event);
    const known = this.table.get(event.keyHigh, event.keyLow);
    if (known === -1) {
      this.table.add(event.keyHigh, event.keyLow, place);
      return false;
    }
    return known !== place;
  }

  /** 31 bits of the record's position; the table keeps values below 2^32 - 1. */
  private placeOf({ message, index }: AccessEvent): number {
    if (message !== this.lastMessage) {
      this.lastMessage = message;
      this.lastPlace = hashOf(`${message.source}\n${message.sequence}\n${message.enqueuedTime}`);
    }
    return (this.lastPlace ^ Math.imul(index + 1, 0x9e3779b1)) >>> 1;
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
