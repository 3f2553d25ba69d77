/** Changes that a process takes at once, and for each second after that. */
const BURST = 200;
const PER_SECOND = 20;

/** A token bucket: changes may come in bursts, and in the long run so many a second. */
export class WriteRate {
  private tokens = BURST;
  private filledAt: number | null = null;

  /**
   * Takes a token where there is one.
   * @param now epoch ms
   * @returns 0, or the seconds until there is one
   */
  take(now: number): number {
    const waited = now - (this.filledAt ?? now);
    // A clock that is set back takes nothing away.
    this.tokens = Math.min(BURST, this.tokens + (Math.max(0, waited) / 1000) * PER_SECOND);
    this.filledAt = now;
    if (this.tokens < 1) return (1 - this.tokens) / PER_SECOND;
    this.tokens -= 1;
    return 0;
  }
}
