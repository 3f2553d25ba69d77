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
    const found = /^\/subscriptions\/[^/]+(?=\/)/.exec(event.account);
    if (found === null) continue;
    // The beginning of an account id, as `resourceOf` reads it of what names a subscription alone.
    seen.push({ ...event, account: found[0] as AccountId });
  }
  return seen;
}

/** Group and name of the account that a subscription's record is about: `shop-rg/shop`. */
export function accountWithin({ account, management }: AccessEvent): string {
  const target = management?.target ?? '';
  if (account.includes('/providers/') || !target.startsWith(`${account}/`)) return '';
  const path = /\/resourcegroups\/([^/]+)\/.*\/databaseaccounts\/([^/]+)/.exec(target);
  return path === null ? accountName(target) : `${path[1] ?? ''}/${path[2] ?? ''}`;
}

/** The account's resource id, from what `accountWithin` told. */
export function accountIdIn(subscription: string, within: string): string {
  const [group = '', name = ''] = within.split('/');
  const provider = 'providers/microsoft.documentdb/databaseaccounts';
  return `${subscription}/resourcegroups/${group}/${provider}/${name}`;
}
