import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Novelty, Usual } from '../../baseline/baseline';
import { byActor, byClient, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import {
  DEVIATIONS,
  excessOf,
  isTelling,
  usualOfDay,
  type Excess,
  type ExcessRule,
} from '../excess';
import { surprisesOf } from '../surprises';

/** Throttled requests of the account, against the median: one storm in weeks is no habit. */
const THROTTLED = { floor: 20, ratio: 0, deviations: DEVIATIONS };
/** Request units of one actor while the account is throttled: 20,000 are 6 a second. */
const WHILE_THROTTLED = { floor: 20_000, ratio: 5, deviations: DEVIATIONS };
/** Times the most that was ever throttled in an hour. */
const MORE_THAN_EVER = 5;
/**
 * Where nothing like it was ever throttled: with as many throttled requests fewer units are enough, on small
 * accounts; and few throttled requests are enough beside many units.
 */
const FIRST_THROTTLING = {
  much: { throttled: 20, rule: { floor: 5_000, ratio: 5, deviations: DEVIATIONS } },
  little: { throttled: 4, rule: { floor: 10_000, ratio: 3, deviations: DEVIATIONS } },
};
const BYTES_A_UNIT = 1_024;
/** Request units of one actor without throttling, 280 a second: autoscale pays for them. */
const BY_ITSELF = { floor: 1_000_000, ratio: 10, deviations: DEVIATIONS };
/** So long nothing must have been throttled for that to tell anything. */
const LEAST_HISTORY_DAYS = 7;
/** One of several is not the one that exhausts an account. */
const LEAST_SHARE = 0.3;
/**
 * One machine that takes nearly all of it, far more than machines do here and than its actor does from
 * all of them; a few throttled requests more than usual tell that it is felt. What the bytes that it read have cost, a
 * unit for each KB, is the business of who watches for extraction.
 */
const BY_ONE_CLIENT = {
  throttled: { floor: 3, ratio: 0, deviations: DEVIATIONS },
  leastShare: 0.6,
  ofPeers: { floor: 10_000, ratio: 5, deviations: DEVIATIONS },
  ofActor: { floor: 10_000, ratio: 2, deviations: DEVIATIONS },
};

/** One actor that burns an account's throughput. */
export interface Burden {
  readonly group: ActorGroup;
  readonly excess: Excess;
  /** Null where nothing was throttled beyond the usual. */
  readonly throttled: Excess | null;
  /** Share of the account's request units, 0..1. */
  readonly shareOfAccount: number;
  readonly surprises: readonly Novelty[];
}

/** Actors that burn far more request units than usual, and most of what the account uses. */
export function burdensIn(
  window: ActivityWindow,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Burden[] {
  const { share } = context;
  const { totals, start } = window;
  const { much } = FIRST_THROTTLING;
  const isThrottled = totals.throttled >= BY_ONE_CLIENT.throttled.floor * share;
  // Nearly all windows end here.
  if (totals.requestUnits < (isThrottled ? much.rule : BY_ITSELF).floor * share) return [];
  const usual = baseline.usual('throttled', { of: 'account' }, start);
  const throttled = usual === null ? null : excessOf(usual, totals.throttled, THROTTLED, share);
  const rules = rulesFor(window, throttled, baseline, share);
  const found: Burden[] = [];
  for (const group of byActor(window.actorHours()).values()) {
    const { requestUnits } = group.figures;
    const shareOfAccount = requestUnits / totals.requestUnits;
    const reached = rules.filter(({ floor }) => requestUnits >= floor * share);
    if (reached.length === 0 || shareOfAccount < LEAST_SHARE * share) continue;
    const units = usualUnits(group, baseline, start);
    if (!isTelling(units)) continue;
    const [excess] = reached.flatMap((rule) => excessOf(units, requestUnits, rule, share) ?? []);
    if (excess === undefined) continue;
    const surprises = surprisesOf(group.actors, baseline, context);
    found.push({ group, excess, throttled, shareOfAccount, surprises });
  }
  if (found.length > 0 || usual === null) return found;
  const isFelt = excessOf(usual, totals.throttled, BY_ONE_CLIENT.throttled, share) !== null;
  return isFelt ? byOneClient(window, throttled, baseline, context) : found;
}

/** A single machine that does what none does here. */
function byOneClient(
  window: ActivityWindow,
  throttled: Excess | null,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Burden[] {
  const { share } = context;
  const { totals, start } = window;
  const { leastShare, ofPeers, ofActor } = BY_ONE_CLIENT;
  const least = Math.max(ofPeers.floor, leastShare * totals.requestUnits) * share;
  const peers = baseline.usual('requestUnits', { of: 'peers' }, start);
  if (totals.requestUnits < least || !isTelling(peers)) return [];
  const found: Burden[] = [];
  for (const group of byClient(window.actorHours()).values()) {
    const { requestUnits, responseBytes } = group.figures;
    if (requestUnits - responseBytes / BYTES_A_UNIT < least) continue;
    const excess = excessOf(peers, requestUnits, ofPeers, share);
    const own = usualUnits(group, baseline, start);
    if (excess === null || !isTelling(own)) continue;
    if (own.scope.of === 'actor' && excessOf(own, requestUnits, ofActor, share) === null) continue;
    const surprises = surprisesOf(group.actors, baseline, context);
    const shareOfAccount = requestUnits / totals.requestUnits;
    found.push({ group, excess, throttled, shareOfAccount, surprises });
  }
  return found;
}

/** Who has no habits here is compared with what single clients do. */
function usualUnits({ identity }: ActorGroup, baseline: AccountBaseline, hour: number) {
  const own: Usual | null = usualOfDay(
    baseline,
    'requestUnits',
    { of: 'actor', actor: identity },
    hour,
  );
  return isTelling(own) ? own : baseline.usual('requestUnits', { of: 'peers' }, hour);
}

/** Which rules hold; one of them has to be exceeded. */
function rulesFor(
  { totals }: ActivityWindow,
  throttled: Excess | null,
  baseline: AccountBaseline,
  share: number,
): readonly ExcessRule[] {
  const rules: ExcessRule[] = throttled === null ? [BY_ITSELF] : [WHILE_THROTTLED, BY_ITSELF];
  const { much, little } = FIRST_THROTTLING;
  if (totals.throttled < little.throttled * share) return rules;
  const largest = baseline.largest('throttled', { of: 'account' });
  const isFirst = largest !== null && totals.throttled >= MORE_THAN_EVER * largest * share;
  if (baseline.historyDays < LEAST_HISTORY_DAYS || !isFirst) return rules;
  return totals.throttled >= much.throttled * share
    ? [much.rule, little.rule, ...rules]
    : [little.rule, ...rules];
}
