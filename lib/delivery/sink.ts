import type { SinkFilter } from './filter';
import type { Message } from './message';

/** How a message leaves the app. */
export interface Transport {
  /**
   * Resolves once the receiver has taken the message. May be called again with the same message.
   * @throws DeliveryError
   * @throws StorageError of transports that keep something themselves
   */
  send(message: Message, signal: AbortSignal): Promise<void>;
  /** Sends what was held back and is due now, epoch ms; called each minute. */
  flush?(now: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** One receiver of alerts, as it is configured. */
export interface Sink extends Transport {
  /** Its key in the delivery state of alerts. */
  readonly name: string;
  readonly type: string;
  readonly filter: SinkFilter;
  /** Messages on their way at a time. */
  readonly concurrency: number;
  /** How long one message may take, ms. */
  readonly sendMs: number;
  /** How long a new alert waits, so that alerts of one story come together, ms. */
  readonly gatherMs: number;
}

export interface DeliveryFault {
  /** How long the receiver asks to be left alone, ms. */
  readonly retryAfter?: number | null;
  /** True where it is about this message alone, so that others may go through. */
  readonly ofMessage?: boolean;
  readonly cause?: unknown;
}

/** A receiver did not take a message. The text is shown to people, and names no secret. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly retryAfter: number | null;
  readonly ofMessage: boolean;

  constructor(
    message: string,
    { retryAfter = null, ofMessage = false, cause }: DeliveryFault = {},
  ) {
    super(message, { cause });
    this.retryAfter = retryAfter;
    this.ofMessage = ofMessage;
  }
}
