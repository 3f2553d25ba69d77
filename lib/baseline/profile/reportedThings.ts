import { FACETS, type Facet } from '../baseline';
import { HOURS_A_DAY } from './hours';

/** A value of a facet that an alert was about. */
export interface ReportedThing {
  readonly facet: Facet;
  readonly value: string;
}

/** Facet, value and the hour (since 1970) in which it was last seen. */
export type StoredReport = readonly [facet: Facet, value: string, lastSeen: number];

/** What was not seen for so long after it was reported is news again. */
const OLD_NEWS = 30 * HOURS_A_DAY;
/** Values of one facet; those seen longest ago go. */
export const MOST_REPORTED = 40;
/** Fleets share networks with whom an alert is about, so being reported keeps none from being known. */
const NEVER_HELD_BACK: ReadonlySet<Facet> = new Set<Facet>(['network', 'managerNetwork']);

/**
 * New things that an open or resolved alert has told of. They are not normal, but they are no news
 * either: nobody is to be told of the same newcomer every day.
 */
export class ReportedThings {
  private readonly seen = new Map<Facet, Map<string, number>>();

  static from(stored: Iterable<StoredReport>): ReportedThings {
    const reported = new ReportedThings();
    for (const [facet, value, lastSeen] of stored) reported.note({ facet, value }, lastSeen);
    return reported;
  }

  /** @param hour hours since 1970 */
  note({ facet, value }: ReportedThing, hour: number): void {
    if (value === '') return;
    const values = this.seen.get(facet) ?? new Map<string, number>();
    this.seen.set(facet, values);
    const last = Math.max(hour, values.get(value) ?? hour);
    // The map's order is that of last sight.
    values.delete(value);
    values.set(value, last);
    const [oldest] = values.keys();
    if (values.size > MOST_REPORTED && oldest !== undefined) values.delete(oldest);
  }

  /** True where it was reported, and seen within 30 days before `hour`. */
  has(facet: Facet, value: string, hour: number): boolean {
    const last = this.seen.get(facet)?.get(value);
    return last !== undefined && hour - last <= OLD_NEWS;
  }

  /** Notes a sight of what was reported; true where it may not become known for that. */
  holdsBack(facet: Facet, value: string, hour: number): boolean {
    if (this.seen.size === 0) return false;
    if (!this.has(facet, value, hour)) return false;
    this.note({ facet, value }, hour);
    return !NEVER_HELD_BACK.has(facet);
  }

  /** Somebody has said that it was expected. */
  forget({ facet, value }: ReportedThing): void {
    this.seen.get(facet)?.delete(value);
  }

  toStored(): StoredReport[] {
    return FACETS.flatMap((facet) =>
      [...(this.seen.get(facet) ?? [])].map(([value, hour]): StoredReport => [facet, value, hour]),
    );
  }
}
