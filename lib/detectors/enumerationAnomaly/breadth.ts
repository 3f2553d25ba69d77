import type { ActorHour } from '../../activity/hourActivity';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Measure, Novelty } from '../../baseline/baseline';
import { figuresOf } from '../../baseline/profile/figures';
import { byClient, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import {
  DEVIATIONS,
  excessOf,
  isTelling,
  limitOf,
  usualOfDay,
  type Excess,
  type ExcessRule,
} from '../excess';
import { surprisesOf } from '../surprises';

/** What shows that somebody looks around, and how much of it is unusual. */
const RULES: ReadonlyMap<Measure, ExcessRule> = new Map([
  ['distinctContainers', { floor: 8, ratio: 3, deviations: DEVIATIONS }],
  ['metadata', { floor: 12, ratio: 4, deviations: DEVIATIONS }],
  ['distinctDocuments', { floor: 1_000, ratio: 5, deviations: DEVIATIONS }],
]);
/** The portal reads the whole tree of databases and containers, and their throughput, to show it. */
const PORTAL = 'data-explorer';
const METADATA_OF_PORTAL = 3;
/** One sign alone, of somebody with nothing new about it, has to be so many times beyond its limit. */
const CLEAR_ALONE = 1.5;
/** A part of the requests shows most of the containers: half a limit is the least that is looked at. */
const LEAST_SHARE = 0.5;

/** Unusual breadth of what one client looked at within an hour. */
export interface Breadth {
  readonly client: ActorGroup;
  /** The clearest first; at least one. */
  readonly excesses: readonly Excess[];
  readonly surprises: readonly Novelty[];
}

/**
 * Clients that looked at more different things than single clients do here, and than their actor
 * does from all its addresses. An application that starts on many machines is no single client.
 */
export function breadthsIn(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Breadth[] {
  const share = Math.max(context.share, LEAST_SHARE);
  if (!mayHaveBreadth(window, baseline, share)) return [];
  const found: Breadth[] = [];
  const actors = window.actorHours().filter((actor) => hasBreadth(actor, share));
  for (const client of byClient(actors).values()) {
    const breadth = judge(client, window.start, baseline, { ...context, share });
    if (breadth !== null) found.push(breadth);
  }
  return found;
}

/** A look without the cost of telling all actors apart: nearly all windows end here. */
function mayHaveBreadth(window: ActivityWindow, baseline: AccountBaseline, share: number): boolean {
  const { metadata, read } = window.totals.operations;
  if (metadata >= share * leastOf('metadata', window, baseline)) return true;
  if (read >= share * leastOf('distinctDocuments', window, baseline)) return true;
  const least = share * leastOf('distinctContainers', window, baseline);
  // What several partitions tell of one client is added up: rather too much than too little.
  const byAddress = new Map<string, number>();
  for (const { address, distinctContainers } of window.actors) {
    const sum = (byAddress.get(address) ?? 0) + distinctContainers;
    if (sum >= least) return true;
    byAddress.set(address, sum);
  }
  return false;
}

function leastOf(measure: Measure, { start }: ActivityWindow, baseline: AccountBaseline): number {
  const rule = RULES.get(measure);
  const peers = baseline.usual(measure, { of: 'peers' }, start);
  return rule === undefined || !isTelling(peers) ? Infinity : limitOf(peers, rule);
}

function judge(
  client: ActorGroup,
  hour: number,
  baseline: AccountBaseline,
  context: DetectionContext,
): Breadth | null {
  const { share } = context;
  const excesses: Excess[] = [];
  for (const [measure, usualRule] of RULES) {
    const value = valueOf(client.actors, measure);
    const isShown = measure === 'metadata' && client.identity.application === PORTAL;
    const rule = isShown
      ? { ...usualRule, floor: usualRule.floor * METADATA_OF_PORTAL }
      : usualRule;
    if (value < rule.floor * share) continue;
    const peers = baseline.usual(measure, { of: 'peers' }, hour);
    const excess = isTelling(peers) ? excessOf(peers, value, rule, share) : null;
    if (excess === null) continue;
    const own = usualOfDay(baseline, measure, { of: 'actor', actor: client.identity }, hour);
    if (!isTelling(own) || value > own.percentile99 * share) excesses.push(excess);
  }
  excesses.sort((a, b) => strengthOf(b) - strengthOf(a));
  const [clearest] = excesses;
  if (clearest === undefined) return null;
  const surprises = surprisesOf(client.actors, baseline, context);
  const isClear =
    surprises.length > 0 || excesses.length > 1 || strengthOf(clearest) >= CLEAR_ALONE * share;
  return isClear ? { client, excesses, surprises } : null;
}

/** How many times beyond its limit. */
export function strengthOf({ value, limit }: Excess): number {
  return value / limit;
}

function hasBreadth(actor: ActorHour, share: number): boolean {
  for (const [measure, { floor }] of RULES) {
    if (valueOf([actor], measure) >= floor * share) return true;
  }
  return false;
}

/** Documents that were written, deleted or refused were not looked at. */
function valueOf(actors: readonly ActorHour[], measure: Measure): number {
  return actors.reduce((sum, actor) => {
    const { distinctDocuments, operations, requests, failed } = actor;
    return measure === 'distinctDocuments'
      ? sum + Math.min(distinctDocuments, operations.read, requests - failed)
      : sum + figuresOf(actor)[measure];
  }, 0);
}
