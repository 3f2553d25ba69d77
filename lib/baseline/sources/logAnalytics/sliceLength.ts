const FIRST_HOURS = 24;
const LONGEST_HOURS = 7 * 24;
/** Slices that must come whole before a longer one is tried, once one was too large. */
const CALM_SLICES = 3;
/** A slice this full is not made longer. */
const FULL = 0.4;

/** How many hours are asked at once: half as many after an answer that was too large. */
export class SliceLength {
  private length = FIRST_HOURS;
  private calm = CALM_SLICES;

  get hours(): number {
    return this.length;
  }

  /** After a slice of more than one hour that was too large. */
  shrink(hours: number): void {
    this.length = Math.ceil(hours / 2);
    this.calm = 0;
  }

  /** After a slice that came whole; `fullness` is its largest answer against the limit, 0..1. */
  came(fullness: number): void {
    this.calm += 1;
    if (this.calm < CALM_SLICES || fullness > FULL) return;
    this.length = Math.min(LONGEST_HOURS, this.length * 2);
  }
}
