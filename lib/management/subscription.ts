import { accountName } from '../telemetry/displayNames';
import type { AccessEvent, AccountId } from '../telemetry/event';
import { managementKindOf } from './managementKind';

/** Stands for all subscriptions that report here, where an alert is about accounts of several. */
// Written as `subscriptionOf` writes one, with the id that none has.
export const ALL_SUBSCRIPTIONS = '/subscriptions/00000000-0000-0000-0000-000000000000' as AccountId;

/**
 * Key listings as their subscriptions see them, and all of these together: the same records under
 * `/subscriptions/<id>` and under the id of none, so that listings of many accounts meet in one window,
 * and one profile knows who does that as a habit.
 */
export function seenFromAbove(events: readonly AccessEvent[]): readonly AccessEvent[] {
  const seen: AccessEvent[] = [];
  for (const event of events) {
    if (event.management === null || managementKindOf(event) !== 'keyListing') continue;
    const subscription = subscriptionOf(event.account);
    if (subscription === null) continue;
    seen.push({ ...event, account: subscription }, { ...event, account: ALL_SUBSCRIPTIONS });
  }
  return seen;
}

/** The subscription that an account lies in, as its key listings are kept; null for none. */
export function subscriptionOf(account: AccountId): AccountId | null {
  const found = /^\/subscriptions\/[^/]+(?=\/)/.exec(account);
  // The beginning of an account id, as `resourceOf` reads it of what names a subscription alone.
  return found === null ? null : (found[0] as AccountId);
}

/**
 * The account that a record of a subscription is about: `shop-rg/shop`, and with its subscription
 * before it in a record of all of them.
 */
export function accountWithin({ account, management }: AccessEvent): string {
  const target = management?.target ?? '';
  const isOfAll = account === ALL_SUBSCRIPTIONS;
  const above = isOfAll ? '/subscriptions' : account;
  if (account.includes('/providers/') || !target.startsWith(`${above}/`)) return '';
  const within = nameWithin(target);
  if (!isOfAll) return within;
  const [, , subscription = ''] = target.split('/', 3);
  return `${subscription}/${within}`;
}

/** Group and name of an account, or of the one that something belongs to: `shop-rg/shop`. */
export function nameWithin(id: string): string {
  const path = /\/resourcegroups\/([^/]+)\/.*\/databaseaccounts\/([^/]+)/.exec(id);
  return path === null ? accountName(id) : `${path[1] ?? ''}/${path[2] ?? ''}`;
}

/** The account's resource id, from what `accountWithin` told. */
export function accountIdIn(account: string, within: string): AccountId {
  const [name = '', group = '', subscription] = within.split('/').reverse();
  const above = subscription === undefined ? account : `/subscriptions/${subscription}`;
  const provider = 'providers/microsoft.documentdb/databaseaccounts';
  // Written as `resourceOf` reads it of a record.
  return `${above}/resourcegroups/${group}/${provider}/${name}` as AccountId;
}

/** The subscriptions of accounts, as a record of all of them tells these. */
export function subscriptionsIn(accounts: readonly string[]): readonly AccountId[] {
  const ids = accounts.flatMap((within) => within.split('/', 1)).filter((id) => id !== '');
  // As `subscriptionOf` reads it of an account.
  return [...new Set(ids)].map((id) => `/subscriptions/${id}` as AccountId);
}
