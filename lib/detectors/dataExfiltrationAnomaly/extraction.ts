import type { ActivityWindow } from '../../activity/window';
import { HOUR } from '../../activity/windowPart';
import type { AccountBaseline, Novelty, Usual, VolumeScope } from '../../baseline/baseline';
import { byActor, byClient, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import { DEVIATIONS, excessOf, isTelling, type Excess } from '../excess';
import { isHandwork } from '../people';
import { isKnownWork } from './knownWork';
import { actorsIn, SPANS, type Span } from './spans';
import { isStranger, newsOf, surprisesOf } from '../surprises';

const LEAST_SHARE_FOR_SUMS = 0.5;
/** The last hour has to hold at least this part of its even share, or what is over stays alarming. */
const LEAST_OF_LAST_HOUR = 0.5;
/** Times the 99th percentile, by whether the whole account is beyond its usual and what is new. */
const RATIOS = {
  familiar: { accountBeyond: 2.5, accountUsual: 10 },
  surprising: { accountBeyond: 1.5, accountUsual: 5 },
} as const;
const ACCOUNT_RATIO = 1.5;
/** Times what the whole account reads at such an hour, and times the floor, for one with much news. */
const RATIO_TO_ALL = 5;
const FLOORS_BESIDE_ALL = 5;
const MUCH_NEWS = 2;
/** What people read by hand now and then varies, and has to be so many times the floor. */
const FLOORS_OF_HANDWORK = 5;
/** The largest of few uneven figures tells little: it counts up to 1 + 3 / days times. */
const DOUBT = 3;
/** Spreads from which on figures are not even, and are as uneven as can be told. */
const EVEN = 0.15;
const UNEVEN = 0.6;
/** Bytes that the answer to a write holds beside the document: `_rid`, `_self`, `_etag` and so on. */
const SYSTEM_PROPERTIES = 250;

/** Data that one actor took beyond what is usual. */
export interface Extraction {
  readonly group: ActorGroup;
  readonly excess: Excess;
  readonly span: Span;
  readonly accountBytes: number;
  readonly accountUsual: Usual | null;
  readonly surprises: readonly Novelty[];
}

/** The clearest extraction of each actor. */
export function extractionsIn(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Extraction[] {
  const clearest = new Map<string, Extraction>();
  const now = byActor(window.actorHours());
  const least = leastOfHour(context);
  // Nearly all windows end here.
  if (![...now.values()].some(({ figures }) => figures.responseBytes >= least)) return [];
  for (const span of SPANS) {
    const { hours } = span;
    // At a small share of the limits, one hour of a slow theft is suspicious by itself.
    const isEnough = hours > 1 && context.share < LEAST_SHARE_FOR_SUMS;
    if (isEnough || hours > window.earlier.length + 1) break;
    for (const [actor, found] of new SpanJudge(
      window,
      now,
      span,
      baseline,
      context,
    ).extractions()) {
      const known = clearest.get(actor);
      if (known === undefined || strengthOf(found) > strengthOf(known)) clearest.set(actor, found);
    }
  }
  return [...clearest.values()];
}

/** Bytes of the last hour, below which nothing is going on. */
export function leastOfHour({ thresholds }: DetectionContext): number {
  return thresholds.extractionFloorBytes * LEAST_OF_LAST_HOUR;
}

function strengthOf({ excess }: Extraction): number {
  return excess.value / excess.limit;
}

/** Judges one or several hours up to a window. */
class SpanJudge {
  private readonly hours: number;
  private readonly accountBytes: number;

  constructor(
    private readonly window: ActivityWindow,
    private readonly now: ReadonlyMap<string, ActorGroup>,
    private readonly span: Span,
    private readonly baseline: AccountBaseline,
    private readonly context: DetectionContext,
  ) {
    this.hours = span.hours;
    const earlier = window.earlier.slice(0, span.hours - 1);
    this.accountBytes = [window, ...earlier].reduce(
      (sum, one) => sum + one.totals.responseBytes,
      0,
    );
  }

  /** By principal and application. */
  *extractions(): Iterable<readonly [actor: string, found: Extraction]> {
    const { window, now, span, baseline } = this;
    const floor = this.context.thresholds.extractionFloorBytes * span.length;
    for (const [key, group] of span.hours === 1 ? now : byActor(actorsIn(window, span))) {
      const current = now.get(key)?.figures.responseBytes ?? 0;
      if (group.figures.responseBytes < floor || this.isOver(current, group)) continue;
      const usual = this.usualOfActor(group);
      const own = isTelling(usual) ? this.judge(group, usual) : null;
      if (own !== null) yield [key, own];
      const strangers = isTelling(usual)
        ? group.actors.filter((actor) => isStranger(actor, baseline, this.context))
        : group.actors;
      const found = this.amongPeers(strangers, floor);
      if (found !== null) yield [key, found];
    }
  }

  /** Who has no habits of its own here is compared with what single clients do, one by one. */
  private amongPeers(actors: ActorGroup['actors'], floor: number): Extraction | null {
    const peers = this.usual({ of: 'peers' });
    if (!isTelling(peers) || actors.length === 0) return null;
    let clearest: Extraction | null = null;
    for (const client of byClient(actors).values()) {
      if (client.figures.responseBytes < floor) continue;
      const found = this.judge(client, peers) ?? this.besideAll(client);
      if (found === null || (clearest !== null && strengthOf(clearest) >= strengthOf(found)))
        continue;
      clearest = found;
    }
    return clearest;
  }

  /**
   * A newcomer who takes so many times what all clients together take at such an hour, where a job
   * takes as much as that at another one: then the peers do not show it.
   */
  private besideAll(client: ActorGroup): Extraction | null {
    const accountUsual = this.usual({ of: 'account' });
    const { share, thresholds } = this.context;
    const surprises = surprisesOf(client.actors, this.baseline, this.context);
    if (!isTelling(accountUsual) || newsOf(surprises) < MUCH_NEWS) return null;
    const floor = (thresholds.extractionFloorBytes / share) * this.span.length * FLOORS_BESIDE_ALL;
    const rule = { floor, ratio: RATIO_TO_ALL, deviations: DEVIATIONS };
    const excess = excessOf(accountUsual, client.figures.responseBytes, rule, share);
    if (excess === null) return null;
    const { span, accountBytes } = this;
    return { group: client, excess, span, accountBytes, accountUsual, surprises };
  }

  private judge(group: ActorGroup, usual: Usual): Extraction | null {
    const { span, accountBytes, baseline } = this;
    const accountUsual = this.usual({ of: 'account' });
    const { share, thresholds } = this.context;
    const surprises = surprisesOf(group.actors, baseline, this.context);
    const isBeyond =
      accountUsual !== null && accountBytes >= ACCOUNT_RATIO * accountUsual.percentile99 * share;
    const ratios = RATIOS[surprises.length > 0 ? 'surprising' : 'familiar'];
    const rule = {
      // The floor is scaled already.
      floor: (thresholds.extractionFloorBytes / share) * span.length * this.floorsOf(group, usual),
      ratio:
        (isBeyond ? ratios.accountBeyond : ratios.accountUsual) * doubtOf(usual, surprises.length),
      deviations: DEVIATIONS,
    };
    const taken = surprises.length > 0 ? group.figures.responseBytes : this.withoutCopies(group);
    const excess = excessOf(usual, taken, rule, share);
    if (excess === null) return null;
    // What is not all known of the hour yet may look like a job, and all of it may not.
    if (surprises.length === 0 && share === 1) {
      const work = { group, taken, hours: span.hours, window: this.window, limit: excess.limit };
      if (isKnownWork(work, baseline)) return null;
    }
    return { group, excess, span, accountBytes, accountUsual, surprises };
  }

  private floorsOf({ actors }: ActorGroup, usual: Usual): number {
    if (usual.scope.of === 'actor' && usual.median > 0) return 1;
    const { baseline, context } = this;
    return actors.every((actor) => isHandwork(actor, baseline, context)) ? FLOORS_OF_HANDWORK : 1;
  }

  /**
   * Bytes read without those that came back as unusual writes: who copies within the account sends
   * what it has read, and the answer to a write holds the document once more.
   */
  private withoutCopies({ identity, figures, actors }: ActorGroup): number {
    const scope: VolumeScope = { of: 'actor', actor: identity };
    const { start } = this;
    const usual = this.baseline.usual('requestBytes', scope, start, this.hours);
    const written = figures.requestBytes - (usual?.percentile99 ?? 0);
    if (written <= 0) return figures.responseBytes;
    const writes = actors.reduce((sum, { operations }) => sum + operations.write, 0);
    return Math.max(0, figures.responseBytes - 2 * written - writes * SYSTEM_PROPERTIES);
  }

  /** What was taken lies in the hours before: they had their alert. */
  private isOver(current: number, { figures }: ActorGroup): boolean {
    return current * this.hours < figures.responseBytes * LEAST_OF_LAST_HOUR;
  }

  /**
   * Whoever is seldom active at this hour, as people and jobs by hand are, is compared with the
   * busiest hour that is known of them.
   */
  private usualOfActor({ identity: actor }: ActorGroup): Usual | null {
    const usual = this.usual({ of: 'actor', actor });
    if (usual === null || usual.median > 0) return usual;
    const busiest = this.baseline.largest('responseBytes', { of: 'actor', actor }) ?? 0;
    const largest = busiest * ((this.hours + 1) / 2);
    if (largest <= usual.percentile99) return usual;
    return { ...usual, percentile99: largest, largest, hours: 'anyHour' };
  }

  private usual(scope: VolumeScope): Usual | null {
    return this.baseline.usual('responseBytes', scope, this.start, this.hours);
  }

  private get start(): number {
    return this.window.start - (this.hours - 1) * HOUR;
  }
}

/** How much more it takes where few days of uneven figures were compared, and nothing is new. */
function doubtOf({ days, scope, logSpread, median }: Usual, surprises: number): number {
  if (surprises > 0 || scope.of === 'peers') return 1;
  // Of a job on one day in several the deviation tells nothing: most figures are zero.
  const spread = median === 0 ? UNEVEN : logSpread;
  const unevenness = Math.min(1, Math.max(0, (spread - EVEN) / (UNEVEN - EVEN)));
  return 1 + (DOUBT / days) * unevenness;
}
