import { Presence } from '../ingestion/presence';
import type { Presences } from '../ingestion/presenceDocument';
import type { Category } from '../telemetry/event';
import { Expectation } from './lateness';
import { Rhythm, type Interval } from './rhythm';
import { streamKey, type Stream, type StreamName } from './stream';

/** Rhythms that are remembered; the oldest go first. */
const MOST_RHYTHMS = 5_000;

/** Management is done when somebody does it: that none is done says nothing of the account. */
const OF_MANAGEMENT: ReadonlySet<Category> = new Set(['ControlPlaneRequests', 'ActivityLog']);

/** True for a category by which an account as a whole is heard. */
export function isOfData(category: Category): boolean {
  return !OF_MANAGEMENT.has(category);
}

/** How old a rhythm becomes before it is made of newer records, ms. */
const RELEARNED_AFTER = 3_600_000;

interface Learned {
  readonly rhythm: Rhythm;
  readonly unknowns: number;
  /** Tells whether there were records since. */
  readonly version: number;
  /** When the rhythm was found to be up to date, epoch ms. */
  checkedAt: number;
}

interface Known {
  readonly learned: Learned;
  readonly lastRecord: number;
  readonly expectation: Expectation;
}

/** What a stream is expected to do, made when it is asked for and kept until something changes. */
export class Rhythms {
  private readonly known = new Map<string, Known>();

  constructor(readonly presences: Presences) {}

  /**
   * Null where too little is known.
   * @param unknowns tells whether the hidden times are those of before
   * @param at epoch ms
   */
  expectation(
    stream: Pick<Stream, 'account' | 'kind' | 'lastRecord' | 'since'>,
    unknowns: number,
    at: number,
    hidden: () => readonly Interval[],
  ): Expectation | null {
    const { lastRecord } = stream;
    const key = streamKey(stream);
    const known = this.known.get(key);
    const learned = this.learn(stream, known?.learned, unknowns, at, hidden);
    if (learned === null) return null;
    if (known?.learned === learned && known.lastRecord === lastRecord) return known.expectation;
    const expectation = new Expectation(learned.rhythm, stream.since);
    this.known.delete(key);
    this.known.set(key, { learned, lastRecord, expectation });
    if (this.known.size > MOST_RHYTHMS) this.forgetOldest();
    return expectation;
  }

  private learn(
    stream: StreamName,
    known: Learned | undefined,
    unknowns: number,
    at: number,
    hidden: () => readonly Interval[],
  ): Learned | null {
    const isKnown = known?.unknowns === unknowns;
    if (isKnown && at - known.checkedAt < RELEARNED_AFTER) return known;
    const presences = this.presencesOf(stream);
    const version = presences.reduce((sum, presence) => sum + presence.version, 0);
    if (isKnown && known.version === version) {
      known.checkedAt = at;
      return known;
    }
    const presence = union(presences);
    if (presence === null) return null;
    return { rhythm: new Rhythm(presence, hidden()), unknowns, version, checkedAt: at };
  }

  /** Those of all its categories, for an account. */
  private presencesOf({ account, kind }: StreamName): readonly Presence[] {
    const presences: Presence[] = [];
    for (const [category, presence] of this.presences.get(account) ?? []) {
      if (kind === 'account' ? isOfData(category) : kind === category) presences.push(presence);
    }
    return presences;
  }

  private forgetOldest(): void {
    for (const key of this.known.keys()) {
      this.known.delete(key);
      return;
    }
  }
}

function union(presences: readonly Presence[]): Presence | null {
  const [first, ...others] = presences;
  if (first === undefined || others.length === 0) return first ?? null;
  const whole = new Presence();
  for (const presence of presences) whole.add(presence);
  return whole;
}
