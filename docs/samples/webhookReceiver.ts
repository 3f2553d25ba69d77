import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older messages, and messages from the future, are repeats by somebody else. Seconds. */
const WINDOW = 5 * 60;

/** What a receiver of signed webhooks does with a request before it believes it. */
export class WebhookReceiver {
  /** Ids that were taken, and until when they are remembered, seconds. */
  private readonly taken = new Map<string, number>();

  constructor(private readonly secret: string) {}

  /**
   * @param headers with names in lower case
   * @param body as it came, before it is parsed
   * @param now seconds since 1970
   * @returns `new`: act on it, answer 200; `known`: answer 200; `refused`: answer 401
   */
  take(
    headers: Readonly<Record<string, string | string[] | undefined>>,
    body: string,
    now: number,
  ): 'new' | 'known' | 'refused' {
    const id = String(headers['webhook-id']);
    const timestamp = String(headers['webhook-timestamp']);
    const digest = createHmac('sha256', this.secret).update(`${id}.${timestamp}.${body}`);
    const expected = Buffer.from(`v1,${digest.digest('base64')}`);
    const given = Buffer.from(String(headers['webhook-signature']));
    // In the same time for every signature of this length.
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
    const isRecent = Math.abs(now - Number(timestamp)) <= WINDOW;
    if (!isSigned || !isRecent) return 'refused';

    for (const [known, until] of this.taken) if (until < now) this.taken.delete(known);
    if (this.taken.has(id)) return 'known';
    // A message is tried for a day.
    this.taken.set(id, now + 25 * 3600);
    return 'new';
  }
}
