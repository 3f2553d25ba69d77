import { backoff, SINK_PACE } from './backoff';

/**
 * What an instance remembers of a sink that is down: it is left alone for a while, and then tried
 * with one message, so that it costs no other sink any time.
 */
export class SinkRest {
  private failures = 0;
  private until = 0;

  constructor(private readonly random: () => number) {}

  get isDown(): boolean {
    return this.failures > 0;
  }

  /** Until when it is left alone, epoch ms; in the past where it is not. */
  get restsUntil(): number {
    return this.until;
  }

  succeeded(): void {
    this.failures = 0;
    this.until = 0;
  }

  /** @param retryAfter what the receiver asks for, ms */
  failed(now: number, retryAfter: number | null): void {
    this.failures += 1;
    this.until = now + backoff(SINK_PACE, this.failures, retryAfter, this.random());
  }
}
