import type { ActivityWindow } from '../../activity/window';
import type { AccountBaseline, Novelty, Usual } from '../../baseline/baseline';
import { byActor, type ActorGroup } from '../actorGroups';
import type { DetectionContext } from '../detector';
import { DEVIATIONS, excessOf, isTelling, usualOfDay, type Excess } from '../excess';
import { surprisesOf } from '../surprises';

/** Throttled requests of the account, against the median: one storm in weeks is no habit. */
const THROTTLED = { floor: 20, ratio: 0, deviations: DEVIATIONS };
/** Request units of one actor while the account is throttled: 20,000 are 6 a second. */
const WHILE_THROTTLED = { floor: 20_000, ratio: 5, deviations: DEVIATIONS };
/** Request units of one actor without throttling, 280 a second: autoscale pays for them. */
const BY_ITSELF = { floor: 1_000_000, ratio: 10, deviations: DEVIATIONS };
/** One of several is not the one that exhausts an account. */
const LEAST_SHARE = 0.3;

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
  if (totals.requestUnits < WHILE_THROTTLED.floor * share) return [];
  const usual = baseline.usual('throttled', { of: 'account' }, start);
  const throttled = usual === null ? null : excessOf(usual, totals.throttled, THROTTLED, share);
  const rule = throttled === null ? BY_ITSELF : WHILE_THROTTLED;
  if (totals.requestUnits < rule.floor * share) return [];
  const found: Burden[] = [];
  for (const group of byActor(window.actorHours()).values()) {
    const { requestUnits } = group.figures;
    const shareOfAccount = requestUnits / totals.requestUnits;
    if (requestUnits < rule.floor * share || shareOfAccount < LEAST_SHARE * share) continue;
    const units = usualUnits(group, baseline, start);
    const excess = isTelling(units) ? excessOf(units, requestUnits, rule, share) : null;
    if (excess === null) continue;
    const surprises = surprisesOf(group.actors, baseline, context);
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
