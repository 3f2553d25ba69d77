import { AzureKeyCredential, EventGridPublisherClient } from '@azure/eventgrid';
import type { TransportPorts } from '../configuredSink';
import { cloudEvent } from '../formats/cloudEvents';
import type { Message } from '../message';
import type { Transport } from '../sink';
import type { SettingsOf } from '../sinkSettings';
import { azureClientOptions, fromAzure } from './azureClient';

/** Publishes CloudEvents to an Event Grid custom topic. */
export class EventGridTransport implements Transport {
  private constructor(private readonly client: EventGridPublisherClient<'CloudEvent'>) {}

  static async open(
    { endpoint, key }: SettingsOf<'eventGrid'>,
    ports: TransportPorts,
  ): Promise<EventGridTransport> {
    const credential = key === undefined ? await ports.credential() : new AzureKeyCredential(key);
    const options = azureClientOptions(endpoint, ports);
    return new EventGridTransport(
      new EventGridPublisherClient(endpoint, 'CloudEvent', credential, options),
    );
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const event = cloudEvent(message);
    const { id, source, type, subject, datacontenttype, data } = event;
    const time = new Date(event.time);
    const input = { id, source, type, subject, time, datacontenttype, data };
    await fromAzure(() => this.client.send([input], { abortSignal: signal }));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
