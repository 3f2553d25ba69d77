import { createHash } from 'node:crypto';
import { EmailClient } from '@azure/communication-email';
import type { TransportPorts } from '../configuredSink';
import { azureClientOptions, fromAzure } from '../sinks/azureClient';
import type { SettingsOf } from '../sinkSettings';
import type { Mail, Mailer } from './mailer';

/** Hands mail to Azure Communication Services, which has it once it has queued it. */
export class AzureMailer implements Mailer {
  private constructor(
    private readonly client: EmailClient,
    private readonly from: string,
  ) {}

  static async open(
    { endpoint, connectionString, from }: SettingsOf<'azureEmail'>,
    ports: TransportPorts,
  ): Promise<AzureMailer> {
    const client =
      endpoint === undefined
        ? new EmailClient(connectionString ?? '', azureClientOptions('https:', ports))
        : new EmailClient(endpoint, await ports.credential(), azureClientOptions(endpoint, ports));
    return new AzureMailer(client, from);
  }

  async send({ id, to, subject, text, html }: Mail, signal: AbortSignal): Promise<void> {
    const message = {
      senderAddress: this.from,
      recipients: { to: [{ address: to }] },
      content: { subject, plainText: text, html },
    };
    const options = { operationId: operationId(id), abortSignal: signal };
    await fromAzure(() => this.client.beginSend(message, options));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A UUID that is the same for the same mail, so that the service can tell a repeat. */
function operationId(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  // Version 8 of RFC 9562, for ids of one's own making.
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
