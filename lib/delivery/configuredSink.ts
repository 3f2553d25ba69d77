import type { TokenCredential } from '@azure/identity';
import type { Cloud } from '../cloud';
import type { DocumentStore } from '../storage/documents';
import type { SinkFilter } from './filter';
import type { Message } from './message';
import { DeliveryError, type Sink, type Transport } from './sink';
import type { SinkSettings } from './sinkSettings';

/** What transports may need of the app. */
export interface TransportPorts {
  readonly store: DocumentStore;
  /** The app's identity; asked only where a sink is entered with it. */
  readonly credential: () => Promise<TokenCredential>;
  readonly cloud: Cloud;
  readonly appUrl: string | null;
  /** Epoch ms. */
  readonly now: () => number;
  /** Certificates of authorities beside the usual ones, PEM. */
  readonly certificateAuthority?: string;
}

export type OpenTransport = (settings: SinkSettings, ports: TransportPorts) => Promise<Transport>;

const CONCURRENCY = 4;
const SEND_TIME = 15_000;
/** Servers keep strangers waiting, and look through a mail before they take it. */
const MAIL_TIME = 60_000;
/** Alerts of one story are raised within moments of each other. */
const MAIL_GATHERING = 20_000;

/** A sink whose transport, and the library behind it, is loaded with the first message. */
export class ConfiguredSink implements Sink {
  readonly name: string;
  readonly type: string;
  readonly filter: SinkFilter;
  readonly concurrency: number;
  readonly sendMs: number;
  readonly gatherMs: number;
  private transport: Promise<Transport> | null = null;

  constructor(
    private readonly settings: SinkSettings,
    private readonly ports: TransportPorts,
    private readonly openTransport: OpenTransport,
  ) {
    const { name, type, minimumSeverity, accounts, alertTypes } = settings;
    this.name = name;
    this.type = type;
    this.filter = { minimumSeverity, accounts, alertTypes };
    // One mail after the other, as each counts against the day's limits.
    this.concurrency = this.isMail ? 1 : CONCURRENCY;
    this.sendMs = this.isMail ? MAIL_TIME : SEND_TIME;
    this.gatherMs = this.isMail ? MAIL_GATHERING : 0;
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const transport = await this.open();
    await transport.send(message, signal);
  }

  async flush(now: number, signal: AbortSignal): Promise<void> {
    // Only mail is held back; nothing else is loaded for it.
    if (!this.isMail) return;
    const transport = await this.open();
    await transport.flush?.(now, signal);
  }

  async close(): Promise<void> {
    await (await this.transport)?.close();
    this.transport = null;
  }

  private get isMail(): boolean {
    return this.type === 'smtp' || this.type === 'azureEmail';
  }

  /** @throws DeliveryError */
  private async open(): Promise<Transport> {
    this.transport ??= this.openTransport(this.settings, this.ports);
    try {
      return await this.transport;
    } catch (error) {
      // The next message tries anew.
      this.transport = null;
      const detail = error instanceof Error ? error.message : String(error);
      throw new DeliveryError(`cannot be opened: ${detail}`, { cause: error });
    }
  }
}
