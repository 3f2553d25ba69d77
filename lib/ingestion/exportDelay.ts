/**
 * How late records of an account come: a running mean and deviation of the longest delay in each
 * period, as TCP keeps them of its round trips (RFC 6298, section 2), ms.
 */
export interface ExportDelay {
  readonly mean: number;
  readonly deviation: number;
}

/** A single record may be lost for hours and come all the same; it does not count as more, ms. */
const LONGEST = 2 * 3_600_000;

/** @param longest delay of the period, ms */
export function delayAfter(known: ExportDelay | null, longest: number): ExportDelay {
  const sample = Math.min(Math.max(0, longest), LONGEST);
  if (known === null) return { mean: sample, deviation: sample / 2 };
  const { mean, deviation } = known;
  return {
    mean: Math.round(mean + (sample - mean) / 8),
    deviation: Math.round(deviation + (Math.abs(sample - mean) - deviation) / 4),
  };
}

/** A delay that is hardly ever exceeded, ms. */
export function delayBound({ mean, deviation }: ExportDelay): number {
  return mean + 4 * deviation;
}
