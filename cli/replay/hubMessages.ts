import type { InputMessage, RawItem } from '../../lib/telemetry/reading/item';

/** What Event Hubs takes in one message or batch on the Standard tier, less room for headers. */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** Stands for an end that is missing, of which there are no bytes: a dead letter all the same. */
const MISSING_END = Buffer.from('{"records":[');

/** The body of one message for the hub. */
export interface HubMessage {
  readonly body: Buffer;
  readonly records: number;
}

/** Bodies of an item, and the records that no message can hold. */
export interface HubMessages {
  readonly messages: readonly HubMessage[];
  readonly tooLarge: number;
}

/**
 * The messages that make a function see what `scan` sees in a file: a value as its bytes are,
 * larger ones as several envelopes, and unreadable bytes as they are, for the dead letters.
 */
export function hubMessages(item: RawItem): HubMessages {
  if (item.kind === 'unreadable') {
    const body = item.raw.length > 0 ? item.raw : MISSING_END;
    return { messages: [{ body, records: 1 }], tooLarge: 0 };
  }
  const { source, records } = item;
  if (source !== null && source.length <= MAX_MESSAGE_BYTES) {
    return { messages: [{ body: source, records: records.length }], tooLarge: 0 };
  }
  return envelopes(item);
}

function envelopes({ records }: InputMessage): HubMessages {
  const messages: HubMessage[] = [];
  let tooLarge = 0;
  let texts: string[] = [];
  let bytes = 0;
  const flush = () => {
    if (texts.length === 0) return;
    const body = Buffer.from(`{"records":[${texts.join(',')}]}`);
    messages.push({ body, records: texts.length });
    texts = [];
    bytes = 0;
  };
  for (const record of records) {
    const text = JSON.stringify(record);
    const length = Buffer.byteLength(text) + 1;
    if (length > MAX_MESSAGE_BYTES - 20) {
      tooLarge += 1;
      continue;
    }
    if (bytes + length > MAX_MESSAGE_BYTES - 20) flush();
    texts.push(text);
    bytes += length;
  }
  flush();
  return { messages, tooLarge };
}
