import { accountName } from '../alerts/alert';
import type { AccessEvent, AccountId } from '../telemetry/event';
import { managementKindOf } from './managementKind';

/**
 * Key listings as their subscriptions see them: the same records under `/subscriptions/<id>`, so that
 * listings of many accounts meet in one window, and one profile knows who does that as a habit.
 */
export function seenBySubscriptions(events: readonly AccessEvent[]): readonly AccessEvent[] {
  const seen: AccessEvent[] = [];
  for (const event of events) {
    if (event.management === null || managementKindOf(event) !== 'keyListing') continue;
    const subscription = subscriptionOf(event.account);
    if (subscription !== null) seen.push({ ...event, account: subscription });
  }
  return seen;
}

/** The subscription that an account lies in, as its key listings are kept; null for none. */
export function subscriptionOf(account: AccountId): AccountId | null {
  const found = /^\/subscriptions\/[^/]+(?=\/)/.exec(account);
  // The beginning of an account id, as `resourceOf` reads it of what names a subscription alone.
  return found === null ? null : (found[0] as AccountId);
}

/** Group and name of the account that a subscription's record is about: `shop-rg/shop`. */
export function accountWithin({ account, management }: AccessEvent): string {
  const target = management?.target ?? '';
  if (account.includes('/providers/') || !target.startsWith(`${account}/`)) return '';
  const path = /\/resourcegroups\/([^/]+)\/.*\/databaseaccounts\/([^/]+)/.exec(target);
  return path === null ? accountName(target) : `${path[1] ?? ''}/${path[2] ?? ''}`;
}

/** The account's resource id, from what `accountWithin` told. */
export function accountIdIn(subscription: string, within: string): AccountId {
  const [group = '', name = ''] = within.split('/');
  const provider = 'providers/microsoft.documentdb/databaseaccounts';
  // Written as `resourceOf` reads it of a record.
  return `${subscription}/resourcegroups/${group}/${provider}/${name}` as AccountId;
}
