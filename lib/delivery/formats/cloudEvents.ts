import type { Message, MessageKind } from '../message';
import { plain } from './plain';

export interface AlertEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: `CosmosWarden.Alert.${MessageKind}`;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: ReturnType<typeof plain>;
}

/** Where no address of the app is known. */
const SOURCE = 'urn:cosmos-warden';

/**
 * The message as a CloudEvents 1.0 event, the same each time it is made.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export function cloudEvent(message: Message): AlertEvent {
  const { id, kind, alert, link } = message;
  return {
    specversion: '1.0',
    id,
    source: link === null ? SOURCE : new URL('.', link).href,
    type: `CosmosWarden.Alert.${kind}`,
    subject: alert.accountId,
    time: changeTime(message),
    datacontenttype: 'application/json',
    data: plain(message),
  };
}

/** When it happened: for a closed alert when it was closed, else when it was last seen to go on. */
function changeTime({ kind, alert }: Message): string {
  const last = alert.history.at(-1)?.at;
  return kind === 'Closed' && last !== undefined ? last : alert.endTimeUtc;
}
