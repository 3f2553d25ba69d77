import { Presence } from '../ingestion/presence';
import type { Presences } from '../ingestion/presenceDocument';
import type { AccountId, Category } from '../telemetry/event';
import { Expectation } from './lateness';
import { Rhythm, type Interval } from './rhythm';
import { streamKey, type StreamKind, type StreamName } from './stream';

/** Rhythms that are remembered; the oldest go first. */
const MOST_RHYTHMS = 5_000;

/** Management is done when somebody does it: that none is done says nothing of the account. */
const OF_MANAGEMENT: ReadonlySet<Category> = new Set(['ControlPlaneRequests', 'ActivityLog']);

/** True for a category by which an account as a whole is heard. */
export function isOfData(category: Category): boolean {
  return !OF_MANAGEMENT.has(category);
}

/** A rhythm is made anew once the last record is so much later, ms. */
const RELEARNED_AFTER = 6 * 3_600_000;

interface Known {
  readonly since: number;
  readonly unknowns: number;
  /** The last record when the rhythm was made, epoch ms. */
  readonly learnedAt: number;
  readonly made: Expectation;
}

/** What a stream is expected to do, made when it is asked for and kept until something changes. */
export class Rhythms {
  private readonly known = new Map<string, Known>();

  constructor(private readonly presences: Presences) {}

  /**
   * @param since when it was heard, or could be heard, last; epoch ms
   * @param unknowns tells whether the hidden times are those of before
   */
  expectation(
    name: StreamName,
    since: number,
    unknowns: number,
    hidden: () => readonly Interval[],
  ): Expectation | null {
    const key = streamKey(name);
    const known = this.known.get(key);
    if (known?.since === since && known.unknowns === unknowns) return known.made;
    const isFresh = known?.unknowns === unknowns && since - known.learnedAt < RELEARNED_AFTER;
    const presence = isFresh ? null : this.presenceOf(name.account, name.kind);
    const rhythm = presence === null ? known?.made.rhythm : new Rhythm(presence, hidden());
    if (rhythm === undefined) return null;
    const made = new Expectation(rhythm, since);
    const learnedAt = isFresh ? known.learnedAt : since;
    this.known.delete(key);
    this.known.set(key, { since, unknowns, learnedAt, made });
    if (this.known.size > MOST_RHYTHMS) this.forgetOldest();
    return made;
  }

  private presenceOf(account: AccountId, kind: StreamKind): Presence | null {
    const streams = this.presences.get(account);
    if (streams === undefined) return null;
    if (kind !== 'account') return streams.get(kind) ?? null;
    const whole = new Presence();
    for (const [category, one] of streams) if (isOfData(category)) whole.add(one);
    return whole.last < 0 ? null : whole;
  }

  private forgetOldest(): void {
    for (const key of this.known.keys()) {
      this.known.delete(key);
      return;
    }
  }
}
