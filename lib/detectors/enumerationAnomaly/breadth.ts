import type { ActorHour, ActorIdentity } from '../../activity/hourActivity';
import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Measure, Novelty } from '../../baseline/baseline';
import { actorKey } from '../../baseline/profile/volumes';
import { byActor, byClient, clientKey, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import { excessOf, isTelling, limitOf, usualOfDay, type Excess } from '../excess';
import { surprisesOf } from '../surprises';
import { isOfOwnContainers } from './ownContainers';
import { SIGNS, type Sign } from './signs';

/** The portal reads the whole tree of databases and containers, and their throughput, to show it. */
const PORTAL = 'data-explorer';
const METADATA_OF_PORTAL = 3;
/** One sign alone, of somebody with nothing new about it, has to be so many times beyond its limit. */
const CLEAR_ALONE = 1.5;
/** Who has nothing new about it does so much of what its actor does, or many machines start at once. */
const LEAST_OF_ACTOR = 1 / 3;
/** Many machines may do so many times what they ever do together: a campaign or a test does less. */
const RATIO_OF_MANY = 10;
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
    const breadth = judge(client, window, baseline, { ...context, share });
    if (breadth !== null) found.push(breadth);
  }
  return [...found, ...spreadWalks(window, baseline, context, found)];
}

/**
 * Actors all of whose machines together read far more documents one by one than ever: a walk through a
 * front of many machines, each of which does little of it.
 */
function spreadWalks(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
  known: readonly Breadth[],
): readonly Breadth[] {
  const told = new Set(known.map(({ client }) => actorKey(client.identity)));
  return [...byActor(window.actorHours()).values()].flatMap((group) => {
    const { identity, actors } = group;
    if (told.has(actorKey(identity)) || actors.length === 1) return [];
    const excesses = SIGNS.filter(isOfWalks).flatMap((sign) => {
      const value = sum(sign, actors);
      if (value < sign.rule.floor * context.share) return [];
      const scope = { of: 'actor', actor: identity } as const;
      const own = usualOfDay(baseline, sign.measure, scope, window.start);
      const rule = { ...sign.rule, ratio: RATIO_OF_MANY };
      return isTelling(own) ? (excessOf(own, value, rule, context.share) ?? []) : [];
    });
    const surprises = surprisesOf(actors, baseline, context);
    return excesses.length === 0 ? [] : [{ client: group, excesses, surprises }];
  });
}

function isOfWalks({ measure }: Sign): boolean {
  return measure === 'distinctDocuments' || measure === 'requests';
}

/** A look without the cost of telling all actors apart: nearly all windows end here. */
function mayHaveBreadth(window: ActivityWindow, baseline: AccountBaseline, share: number): boolean {
  const { operations, failed } = window.totals;
  const most: Readonly<Partial<Record<Measure, number>>> = {
    metadata: operations.metadata,
    distinctDocuments: operations.read,
    requests: operations.read,
    failed,
    distinctContainers: mostContainers(window),
  };
  return SIGNS.some(({ measure, rule, hours }) => {
    const value = (most[measure] ?? 0) * hours;
    if (value < share * rule.floor) return false;
    const peers = baseline.usual(measure, { of: 'peers' }, window.start);
    return isTelling(peers) && value >= share * limitOf(peers, rule);
  });
}

/** By address; what several partitions tell of one client is added up: rather too much than too little. */
function mostContainers({ actors }: ActivityWindow): number {
  const byAddress = new Map<string, number>();
  let most = 0;
  for (const { address, distinctContainers } of actors) {
    const sum = (byAddress.get(address) ?? 0) + distinctContainers;
    byAddress.set(address, sum);
    most = Math.max(most, sum);
  }
  return most;
}

function judge(
  client: ActorGroup,
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): Breadth | null {
  const { share } = context;
  const { identity, actors } = client;
  const surprises = surprisesOf(actors, baseline, context);
  const excesses: Excess[] = [];
  for (const sign of SIGNS) {
    const { measure, hours } = sign;
    const value = sum(sign, hours === 1 ? actors : [...actors, ...before(window, identity, hours)]);
    const isShown = measure === 'metadata' && identity.application === PORTAL;
    const floor = sign.rule.floor * (isShown ? METADATA_OF_PORTAL : 1);
    if (value < floor * share) continue;
    const peers = baseline.usual(measure, { of: 'peers' }, window.start);
    const rule = { ...sign.rule, floor };
    const excess = isTelling(peers) ? excessOf(peers, value, rule, share) : null;
    if (excess === null) continue;
    const own = usualOfDay(baseline, measure, { of: 'actor', actor: identity }, window.start);
    if (isTelling(own) && value <= own.percentile99 * hours * share) continue;
    if (surprises.length === 0 && isSpread(sign, client, window)) continue;
    const isStart = measure === 'metadata' && surprises.length === 0;
    if (isStart && isOfOwnContainers(client, baseline)) continue;
    excesses.push(excess);
  }
  excesses.sort((a, b) => strengthOf(b) - strengthOf(a));
  const [clearest] = excesses;
  if (clearest === undefined) return null;
  const isClear =
    surprises.length > 0 || excesses.length > 1 || strengthOf(clearest) >= CLEAR_ALONE * share;
  return isClear ? { client, excesses, surprises } : null;
}

/** True where others of the same actor do most of it. */
function isSpread(sign: Sign, { identity, actors }: ActorGroup, window: ActivityWindow): boolean {
  const all = window.actorHours().filter((actor) => actorKey(actor) === actorKey(identity));
  return sum(sign, actors) < LEAST_OF_ACTOR * sum(sign, all);
}

/** How many times beyond its limit. */
export function strengthOf({ value, limit }: Excess): number {
  return value / limit;
}

function hasBreadth(actor: ActorHour, share: number): boolean {
  return SIGNS.some((sign) => sign.figureOf(actor) * sign.hours >= sign.rule.floor * share);
}

function sum({ figureOf }: Sign, actors: readonly ActorHour[]): number {
  return actors.reduce((total, actor) => total + figureOf(actor), 0);
}

/** The same client in the hours before. */
function before({ earlier }: ActivityWindow, identity: ActorIdentity, hours: number) {
  const key = clientKey(identity);
  return earlier
    .slice(0, hours - 1)
    .flatMap((one) => one.actorHours().filter((actor) => clientKey(actor) === key));
}
