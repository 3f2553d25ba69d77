import type { RawRecord } from '../../lib/simulation/records';

/** One chapter of the story: its records, and the alert type that should come of it. */
export interface Chapter {
  readonly alertType: string | null;
  readonly records: readonly RawRecord[];
}

/** The time at a share of the story, epoch ms. */
export type At = (share: number) => number;
