import { backoff, SINK_PACE } from './backoff';
import type { DeliveryError } from './sink';

/** One failure may be chance; after so many in a row it is down for all that wait. */
const SURELY_DOWN = 5;

/**
 * What an instance remembers of a sink that is down: it is left alone for a while, and then tried
 * with one message, so that it costs no other sink any time.
 */
export class SinkRest {
  private failures = 0;
  private until = 0;
  private lastError: DeliveryError | null = null;

  constructor(private readonly random: () => number) {}

  get isDown(): boolean {
    return this.failures > 0;
  }

  /** Until when it is left alone, epoch ms; in the past where it is not. */
  get restsUntil(): number {
    return this.until;
  }

  /** Why it is surely down; null where it may not be. */
  get reason(): DeliveryError | null {
    return this.failures < SURELY_DOWN ? null : this.lastError;
  }

  succeeded(): void {
    this.failures = 0;
    this.until = 0;
  }

  failed(now: number, error: DeliveryError): void {
    this.failures += 1;
    this.lastError = error;
    this.until = now + backoff(SINK_PACE, this.failures, error.retryAfter, this.random());
  }
}
