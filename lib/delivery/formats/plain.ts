import type { Message } from '../message';

/** The alert as the API gives it, and what there is to say about the message. */
export function plain({ id, kind, alert, link, related, isSample }: Message) {
  return {
    messageId: id,
    change: kind,
    sample: isSample,
    link,
    relatedAlerts: related,
    ...alert,
    // JSON leaves it out: no receiver needs to know of the others.
    delivery: undefined,
  };
}
