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
  private readonly underWay = new Map<string, Promise<void>>();

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

  /**
   * Does the work of a message where no other run is at it; else waits until that run is done. Feed
   * and timer may come upon the same alert.
   * @param message its id
   */
  async once(message: string, work: () => Promise<void>): Promise<void> {
    const other = this.underWay.get(message);
    if (other !== undefined) {
      // It tells its own caller what went wrong.
      await other.catch(() => undefined);
      return;
    }
    const own = work();
    this.underWay.set(message, own);
    try {
      await own;
    } finally {
      this.underWay.delete(message);
    }
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
