import { createHmac } from 'node:crypto';
import type { TransportPorts } from '../configuredSink';
import { plain } from '../formats/plain';
import { slackMessage } from '../formats/slack';
import { teamsMessage } from '../formats/teams';
import type { Message } from '../message';
import type { Transport } from '../sink';
import type { SettingsOf } from '../sinkSettings';
import { postJson } from './postJson';

/** Posts messages to an address on the internet. */
export class WebhookTransport implements Transport {
  private readonly url: URL;

  constructor(
    private readonly settings: SettingsOf<'webhook'>,
    private readonly ports: TransportPorts,
  ) {
    this.url = new URL(settings.url);
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { allowPrivateNetwork, secret } = this.settings;
    const { certificateAuthority, now } = this.ports;
    const body = JSON.stringify(this.shaped(message));
    const headers = signature(message.id, body, secret, now());
    await postJson(this.url, body, { headers, allowPrivateNetwork, signal, certificateAuthority });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private shaped(message: Message): object {
    switch (this.settings.shape) {
      case 'json':
        return plain(message);
      case 'slack':
        return slackMessage(message);
      case 'teams':
        return teamsMessage(message);
    }
  }
}

/**
 * Headers after Standard Webhooks (https://www.standardwebhooks.com): a receiver makes the same
 * HMAC-SHA256 of `id.timestamp.body`, and takes nothing whose timestamp is older than five minutes.
 * @param secret the bytes of its text are the key; without one nothing is signed
 * @param now epoch ms
 */
export function signature(
  id: string,
  body: string,
  secret: string | undefined,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
  return { ...headers, 'webhook-signature': `v1,${digest.digest('base64')}` };
}

/** Secrets that begin with `whsec_` are base64, as Standard Webhooks has it. */
function keyOf(secret: string): Buffer {
  const prefix = 'whsec_';
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret, 'utf8');
}
