import type { AccessEvent, AccountId } from './event';

/** Name of the account in its resource id. */
export function accountName(account: AccountId | string): string {
  return account.slice(account.lastIndexOf('/') + 1);
}

export function containerPath(event: AccessEvent): string {
  if (event.database === '') return '';
  return event.container === '' ? event.database : `${event.database}/${event.container}`;
}
