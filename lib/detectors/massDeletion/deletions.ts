import type { Actor } from '../../activity/actor';
import { actorsBy, operationsOf, type ActivityWindow } from '../../activity/window';
import type { Watched } from '../../activity/watched';
import type { AccountBaseline, Novelty, Usual } from '../../baseline/baseline';
import { actorKey } from '../../baseline/profile/volumes';
import { droppedValue, dropperValue } from '../../baseline/profile/facets';
import type { DetectionContext } from '../detector';
import { DEVIATIONS, isTelling, limitOf, usualOfDay } from '../excess';
import { surprisesOf } from '../surprises';
import { usualText } from '../usualText';
import { principalText } from '../../alerts/facts';
import { count } from '../../alerts/phrases';

/** Shares of the threshold that count where habits are known: of somebody known, and of a stranger. */
const FLOOR_OF_KNOWN = 0.3;
const FLOOR_OF_STRANGER = 0.1;
/** Of more than was ever deleted in an hour of a week and more: by anybody, and by this actor. */
export const LEAST_SHARE = 0.04;
const FLOOR_OF_FIRST = 0.1;
const TIMES_THE_MOST = 8;
const LEAST_HISTORY_DAYS = 7;
/** Times the 99th percentile. */
const RATIO = 3;
/** Days on which somebody must have dropped containers for that to be a habit, and the most an hour. */
const HABIT_DAYS = 3;
/** Days on which others must have done so with the same identity, where it is no habit of one's own. */
const HABIT_DAYS_OF_OTHERS = 5;
const MOST_BY_HABIT = 50;
/** What build machines drop they have made shortly before, or dropped on days before. */
const LASTING_DAYS = 3;
const DAYS_DROPPED = 2;

/** What one address did of one kind. */
export interface Deeds {
  readonly address: string;
  readonly actors: readonly Actor[];
  readonly operations: number;
}

/** Who did operations of one kind, by address, and how many. */
export function byAddress(window: ActivityWindow, kind: Watched): readonly Deeds[] {
  const acting = window.watched.filter((actor) => actor.watched.has(kind));
  return [...actorsBy(acting, (actor) => actor.address)].map(([address, actors]) => {
    return { address, actors, operations: operationsOf(actors, kind) };
  });
}

/** From how many deletions within an hour on it is a burst, and why. */
export interface DeletionLimit {
  readonly limit: number;
  /** What it was compared with, for the reason. */
  readonly comparedWith: string;
  readonly surprises: readonly Novelty[];
}

export function deletionLimit(
  { actors, operations }: Deeds,
  hour: number,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): DeletionLimit {
  const { thresholds, share } = context;
  const threshold = thresholds.massDeletionDocuments;
  const surprises = baseline === null ? [] : surprisesOf(actors, baseline, context);
  const isKnown = baseline !== null && baseline.stage !== 'new';
  const isStranger = surprises.length > 0;
  const floor = isKnown
    ? threshold * floorOf({ actors, operations }, baseline, isStranger, share)
    : threshold;
  // To ask for what is usual costs more than anything else here.
  if (operations < floor) return { limit: floor, comparedWith: '', surprises };
  const usual = isKnown ? usualDeletions(actors, hour, baseline) : null;
  if (usual === null || baseline === null) {
    const comparedWith = `an hour with ${count(threshold)} is reported`;
    return { limit: threshold, comparedWith, surprises };
  }
  const usualLimit = limitOf(usual, { floor: 0, ratio: RATIO, deviations: DEVIATIONS });
  const comparedWith = usualText(usual, baseline.historyDays);
  return { limit: Math.max(floor, usualLimit * share), comparedWith, surprises };
}

/** Nothing has to be large that is many times the most of weeks. */
function floorOf(
  { actors, operations }: Pick<Deeds, 'actors' | 'operations'>,
  baseline: AccountBaseline,
  isStranger: boolean,
  share: number,
): number {
  const usual = isStranger ? FLOOR_OF_STRANGER : FLOOR_OF_KNOWN;
  if (baseline.historyDays < LEAST_HISTORY_DAYS) return usual;
  const isBeyond = (scope: Parameters<AccountBaseline['largest']>[1]) => {
    const most = baseline.largest('deleted', scope);
    return most !== null && operations >= TIMES_THE_MOST * most * share;
  };
  if (isBeyond({ of: 'account' })) return LEAST_SHARE;
  const isFirst = actors.every((actor) => isBeyond({ of: 'actor', actor }));
  return isFirst ? Math.min(usual, FLOOR_OF_FIRST) : usual;
}

/** Of the actor that deletes most as a rule; else what single clients delete. */
function usualDeletions(
  actors: readonly Actor[],
  hour: number,
  baseline: AccountBaseline,
): Usual | null {
  let most: Usual | null = null;
  for (const [, [actor]] of actorsBy(actors, actorKey)) {
    if (actor === undefined) continue;
    const own = usualOfDay(baseline, 'deleted', { of: 'actor', actor }, hour);
    if (!isTelling(own) || (most !== null && most.percentile99 >= own.percentile99)) continue;
    most = own;
  }
  if (most !== null) return most;
  const peers = baseline.usual('deleted', { of: 'peers' }, hour);
  return isTelling(peers) ? peers : null;
}

/**
 * Days on which these actors are known to have dropped containers, where that is their habit. To drop
 * what has been in use for long is none.
 */
export function daysOfHabit(
  { actors, operations }: Deeds,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): number | null {
  if (baseline === null || baseline.stage === 'new' || operations > MOST_BY_HABIT) return null;
  if (surprisesOf(actors, baseline, context).length > 0) return null;
  const isLasting = (container: string) =>
    baseline.daysInUse(container) >= LASTING_DAYS &&
    baseline.daysSeen('containerDropper', droppedValue(container)) < DAYS_DROPPED;
  if (actors.some(({ containers }) => [...containers].some(isLasting))) return null;
  const days = actors.map((actor) => baseline.daysSeen('containerDropper', dropperValue(actor)));
  const least = Math.min(...days);
  if (least >= HABIT_DAYS) return least;
  const ofOthers = Math.min(...actors.map((actor) => daysOfOthers(actor, baseline)));
  return ofOthers >= HABIT_DAYS_OF_OTHERS ? ofOthers : null;
}

/** Days on which an identity dropped containers with any software. */
function daysOfOthers({ principal }: Actor, baseline: AccountBaseline): number {
  const identity = `${principalText(principal)} `;
  const own = baseline.usualValues('containerDropper').filter((one) => one.startsWith(identity));
  return Math.max(0, ...own.map((one) => baseline.daysSeen('containerDropper', one)));
}
