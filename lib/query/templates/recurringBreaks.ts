const HOUR = 3_600_000;
/** What runs in so many hours that lie further apart than the span is what the application does. */
const LEAST_HOURS = 6;
const LEAST_SPAN = 24;
/** Hours that are longer ago count no more. */
const LONGEST_AGO = 14 * 24;
/** Breaks that are watched; the first ones go first. */
const MOST_BREAKS = 50;

/** A break of a template that ran, and the first hours in which it did. */
export interface RecurringBreak {
  readonly shape: string;
  /** Hours since 1970, rising. */
  readonly hours: readonly number[];
}

/**
 * Breaks of a container's templates by the hours in which they ran. Whoever breaks a query open does
 * so in a burst; a form of a query that an application has beside another one comes back all day.
 */
export class RecurringBreaks {
  private readonly breaks = new Map<string, readonly number[]>();

  /** Adds what others have seen. Hours that both have seen count once. */
  merge(others: Iterable<RecurringBreak>): void {
    for (const { shape, hours } of others) {
      this.put(shape, [...(this.breaks.get(shape) ?? []), ...hours]);
    }
  }

  *values(): Iterable<RecurringBreak> {
    for (const [shape, hours] of this.breaks) yield { shape, hours };
  }

  /**
   * Notes that a break ran; says whether that is news.
   * @param time epoch ms
   */
  note(shape: string, time: number): boolean {
    const hour = Math.floor(time / HOUR);
    const known = this.breaks.get(shape) ?? [];
    if (known.includes(hour)) return false;
    const hours = this.put(
      shape,
      [...known, hour].filter((one) => hour - one < LONGEST_AGO),
    );
    return hours.includes(hour) || hours.length < known.length;
  }

  /** Whether a break that runs now has run so often that it is the application's own. */
  isUsual(shape: string, time: number): boolean {
    const [first = Infinity, ...more] = this.breaks.get(shape) ?? [];
    return more.length + 1 >= LEAST_HOURS && time / HOUR - first >= LEAST_SPAN;
  }

  forget(shape: string): void {
    this.breaks.delete(shape);
  }

  private put(shape: string, hours: readonly number[]): readonly number[] {
    const first = [...new Set(hours)].sort((a, b) => a - b).slice(0, LEAST_HOURS);
    this.breaks.set(shape, first);
    for (const oldest of this.breaks.keys()) {
      if (this.breaks.size <= MOST_BREAKS) break;
      this.breaks.delete(oldest);
    }
    return first;
  }
}
