import type { Deed } from '../../activity/deeds';
import type { AccountBaseline } from '../../baseline/baseline';
import { managerValue, sweeperValue } from '../../baseline/profile/managementFacets';
import { ALL_SUBSCRIPTIONS, subscriptionsIn } from '../../management/subscription';
import type { AccountId } from '../../telemetry/event';
import type { DetectionContext } from '../detector';
import { FAMILIAR, strangenessOf, type Strangeness } from '../strangeness';
import type { Listings } from './listings';

/** Days on which an identity must have listed keys in a subscription to be known there. */
const KNOWN_DAYS = 3;

/**
 * True for an identity that lists the keys of many as a habit. While nothing is known of all
 * subscriptions together, those in which it did so have to know it.
 */
export function isHabit(
  account: AccountId,
  { principal, deeds }: Listings,
  context: DetectionContext,
): boolean {
  const baseline = context.baseline(account);
  if (baseline?.knows('manager', sweeperValue(principal)) ?? false) return true;
  if (account !== ALL_SUBSCRIPTIONS || !isUnknown(baseline)) return false;
  return subscriptionsIn(deeds.map(({ subject }) => subject)).every((subscription) => {
    const own = context.baseline(subscription);
    const value = managerValue({ principal, kind: 'keyListing' });
    return (own?.daysSeen('manager', value) ?? 0) >= KNOWN_DAYS;
  });
}

/** How strange the strangest of some listings is. */
export function strangest(
  account: AccountId,
  deeds: readonly Deed[],
  context: DetectionContext,
): Strangeness {
  return deeds
    .map((deed) => {
      const baseline = tellingBaseline(account, deed, context);
      return strangenessOf({ ...deed, kind: 'keyListing' }, baseline, context);
    })
    .reduce((a, b) => (b.weight > a.weight ? b : a), FAMILIAR);
}

/** What tells how strange a listing is: that of its subscription, while nothing is known of all. */
function tellingBaseline(
  account: AccountId,
  { subject }: Deed,
  context: DetectionContext,
): AccountBaseline | null {
  const baseline = context.baseline(account);
  if (account !== ALL_SUBSCRIPTIONS || !isUnknown(baseline)) return baseline;
  const [subscription] = subscriptionsIn([subject]);
  return subscription === undefined ? null : context.baseline(subscription);
}

function isUnknown(baseline: AccountBaseline | null): boolean {
  return baseline === null || baseline.stage === 'new';
}
