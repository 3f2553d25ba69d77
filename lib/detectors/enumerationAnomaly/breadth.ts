import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Measure, Novelty } from '../../baseline/baseline';
import { byActor, byClient, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import { DEVIATIONS, excessOf, isTelling, usualOfDay, type Excess, type ExcessRule } from '../excess';
import { isStranger, surprisesOf } from '../surprises';

/** What shows that somebody looks around, and how much of it is unusual. */
const RULES: ReadonlyMap<Measure, ExcessRule> = new Map([
  ['distinctContainers', { floor: 8, ratio: 3, deviations: DEVIATIONS }],
  ['metadata', { floor: 12, ratio: 4, deviations: DEVIATIONS }],
  ['distinctDocuments', { floor: 1_000, ratio: 5, deviations: DEVIATIONS }],
]);
/** One sign alone, of somebody with nothing new about it, has to be so many times beyond its limit. */
const CLEAR_ALONE = 3;

/** Unusual breadth of what one actor looked at within an hour. */
export interface Breadth {
  readonly group: ActorGroup;
  /** The clearest first; at least one. */
  readonly excesses: readonly Excess[];
  readonly surprises: readonly Novelty[];
}

/** Actors that looked at more different things than is usual for them, or for anybody here. */
export function breadthsIn(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Breadth[] {
  const found: Breadth[] = [];
  for (const group of byActor(window.actorHours()).values()) {
    // An application starts on many machines at once: what one address asked for has to stand out.
    const clients = [...byClient(group.actors).values()];
    if (!clients.some((client) => hasBreadth(client, context.share))) continue;
    const strangers = clients.filter(({ actors }) => actors.some((one) => isStranger(one, baseline, context)));
    for (const suspect of [group, ...strangers]) {
      const breadth = judge(suspect, window.start, baseline, context);
      if (breadth !== null) found.push(breadth);
    }
  }
  return found;
}

function judge(
  group: ActorGroup,
  hour: number,
  baseline: AccountBaseline,
  context: DetectionContext,
): Breadth | null {
  const { share } = context;
  const surprises = surprisesOf(group.actors, baseline, context);
  const excesses: Excess[] = [];
  for (const [measure, rule] of RULES) {
    const own = usualOfDay(baseline, measure, { of: 'actor', actor: group.identity }, hour);
    const peers = baseline.usual(measure, { of: 'peers' }, hour);
    const usual = isTelling(own) && surprises.length === 0 ? own : peers;
    if (!isTelling(usual)) continue;
    const excess = excessOf(usual, valueOf(group, measure), rule, share);
    if (excess !== null) excesses.push(excess);
  }
  excesses.sort((a, b) => strengthOf(b) - strengthOf(a));
  const [clearest] = excesses;
  if (clearest === undefined) return null;
  const isClear =
    surprises.length > 0 ||
    excesses.length > 1 ||
    strengthOf(clearest) >= CLEAR_ALONE * share;
  return isClear ? { group, excesses, surprises } : null;
}

/** How many times beyond its limit. */
export function strengthOf({ value, limit }: Excess): number {
  return value / limit;
}

function hasBreadth(group: ActorGroup, share: number): boolean {
  for (const [measure, { floor }] of RULES) {
    if (valueOf(group, measure) >= floor * share) return true;
  }
  return false;
}

/** Documents that were written, deleted or refused were not looked at. */
function valueOf({ figures, actors }: ActorGroup, measure: Measure): number {
  if (measure !== 'distinctDocuments') return figures[measure];
  return actors.reduce(
    (sum, { distinctDocuments, operations, requests, failed }) =>
      sum + Math.min(distinctDocuments, operations.read, requests - failed),
    0,
  );
}
