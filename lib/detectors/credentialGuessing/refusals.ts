import type { Actor } from '../../activity/actor';
import { actorsBy } from '../../activity/window';
import type { AccountBaseline, Usual } from '../../baseline/baseline';
import { knownNetwork } from '../../baseline/profile/facets';
import { actorKey } from '../../baseline/profile/volumes';
import { count } from '../../alerts/phrases';
import type { DetectionContext } from '../detector';
import { DEVIATIONS, isTelling, limitOf, usualOfDay } from '../excess';
import { usualText } from '../usualText';

/** Times the 99th percentile of refusals there. */
const RATIO = 3;
/** How much more spread-out guessing it takes where it is not known what is usual. */
const SPREAD_FACTOR = 3;
/** An own machine with a wrong key tries it again and again: it takes so many times as much there. */
const TIMES_OF_OWN = 10;
/** Days on which a network was used that is one's own. */
const DAYS_OF_OWN = 3;
/** What is enough from a network that the account does not know, where refusals are unknown. */
const SHARE_OF_STRANGERS = 1 / 3;

/** From how many refusals on they count as guessing, and what the reason says of it. */
export interface RefusalLimit {
  readonly limit: number;
  readonly comparedWith: string;
}

/** True for an address of a network that has been used for days, by those who are known there. */
export function isOwnMachine(
  address: string,
  actors: readonly Actor[],
  baseline: AccountBaseline | null,
): boolean {
  if (baseline === null || baseline.stage === 'new' || address === '') return false;
  return (
    baseline.daysSeen('network', address) >= DAYS_OF_OWN &&
    actors.every((actor) => isFamiliar(actor, baseline))
  );
}

/**
 * For one address: the threshold, more on an own machine, or more where its actors are refused that
 * often as a rule.
 */
export function refusalLimit(
  actors: readonly Actor[],
  isOwn: boolean,
  hour: number,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): RefusalLimit {
  const threshold = context.thresholds.credentialGuessingRefusals * (isOwn ? TIMES_OF_OWN : 1);
  let most = byThreshold(threshold);
  if (baseline === null || baseline.stage === 'new') return most;
  for (const [, [actor]] of actorsBy(actors, actorKey)) {
    if (actor === undefined) continue;
    const own = usualOfDay(baseline, 'denied', { of: 'actor', actor }, hour);
    const limit = raised(threshold, own, baseline, context.share);
    if (limit.limit > most.limit) most = limit;
  }
  return most;
}

/**
 * For the networks of strangers, where nobody is refused as a rule: a mistake would come from where
 * the account is used.
 */
export function strangersLimit(
  hour: number,
  baseline: AccountBaseline | null,
  { thresholds }: DetectionContext,
): RefusalLimit | null {
  if (baseline === null || baseline.stage === 'new') return null;
  const usual = usualOfDay(baseline, 'denied', { of: 'account' }, hour);
  if (!isTelling(usual) || usual.percentile99 > 0) return null;
  return {
    limit: Math.ceil(thresholds.credentialGuessingRefusals * SHARE_OF_STRANGERS),
    comparedWith: `from a network that was never seen, and ${usualText(usual, baseline.historyDays)}`,
  };
}

/** The network of an address where nobody uses the account from it, else the empty text. */
export function unknownNetwork(address: string, baseline: AccountBaseline | null): string {
  const network = knownNetwork(address);
  return network === '' || baseline?.knows('network', network) !== false ? '' : network;
}

/** For all addresses together. */
export function spreadLimit(
  hour: number,
  baseline: AccountBaseline | null,
  context: DetectionContext,
): RefusalLimit {
  const threshold = context.thresholds.credentialGuessingRefusals;
  if (baseline === null || baseline.stage === 'new') {
    return { ...byThreshold(threshold), limit: threshold * SPREAD_FACTOR };
  }
  const usual = usualOfDay(baseline, 'denied', { of: 'account' }, hour);
  if (!isTelling(usual)) return { ...byThreshold(threshold), limit: threshold * SPREAD_FACTOR };
  return raised(threshold, usual, baseline, context.share);
}

/** True for somebody from a network that the account knows, who may well mend a wrong key. */
export function isFamiliar(actor: Actor, baseline: AccountBaseline | null): boolean {
  if (baseline === null || baseline.stage === 'new') return true;
  return baseline.novelties(actor).length === 0;
}

function raised(
  threshold: number,
  usual: Usual | null,
  baseline: AccountBaseline,
  share: number,
): RefusalLimit {
  if (!isTelling(usual)) return byThreshold(threshold);
  const limit = share * limitOf(usual, { floor: 0, ratio: RATIO, deviations: DEVIATIONS });
  return {
    limit: Math.max(threshold, limit),
    comparedWith: usualText(usual, baseline.historyDays),
  };
}

function byThreshold(threshold: number): RefusalLimit {
  return { limit: threshold, comparedWith: `an hour with ${count(threshold)} is reported` };
}
