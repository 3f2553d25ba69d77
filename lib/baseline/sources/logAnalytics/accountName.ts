import type { AccountId } from '../../../telemetry/event';

/** Names have only these characters, so nothing in one could end a KQL literal. */
const NAME = /^[a-z0-9][a-z0-9-]{2,49}$/;

/** The account's name out of its id; null where it is no name that an account can have. */
export function accountNameOf(account: AccountId): string | null {
  const name = account.slice(account.lastIndexOf('/') + 1);
  return NAME.test(name) ? name : null;
}

export function isAccountName(name: string): boolean {
  return NAME.test(name);
}
