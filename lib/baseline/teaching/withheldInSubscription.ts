import type { HourActivity } from '../../activity/hourActivity';
import { accountIdIn } from '../../management/subscription';
import type { DocumentStore } from '../../storage/documents';
import { withheldBy, type Withheld } from './untaught';

/**
 * What alerts about single accounts keep from teaching the profile of their subscription, which sees
 * the same listings of keys: else an intruder on one account vouches for itself on the next.
 * @throws StorageError
 */
export async function withheldInSubscription(
  store: DocumentStore,
  { account, hour, deeds = [] }: HourActivity,
): Promise<readonly Withheld[]> {
  const listed = deeds.filter(({ kind, subject }) => kind === 'keyListing' && subject !== '');
  const accounts = new Set(listed.map(({ subject }) => accountIdIn(account, subject)));
  const withheld: Withheld[] = [];
  for (const one of accounts) withheld.push(...(await withheldBy(store, one, hour, hour)));
  return withheld;
}
