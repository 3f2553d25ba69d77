import type { AccountId } from '../../../telemetry/event';
import { accountNameOf } from './accountName';

/** Accounts of one query. Their names take 50 characters each at most. */
const MOST_ACCOUNTS = 200;

/** The accounts that history is asked for, by name and by id. */
export class RequestedAccounts {
  /** Accounts whose name is none, so that they cannot be asked for. */
  readonly invalid: readonly AccountId[];
  private readonly byName = new Map<string, AccountId[]>();

  constructor(accounts: readonly AccountId[]) {
    const invalid: AccountId[] = [];
    for (const account of new Set(accounts)) {
      const name = accountNameOf(account);
      if (name === null) invalid.push(account);
      else this.byName.set(name, [...(this.byName.get(name) ?? []), account]);
    }
    this.invalid = invalid;
  }

  /** The names, in order, as many as one query takes. */
  batches(): readonly (readonly string[])[] {
    const names = [...this.byName.keys()].sort();
    const batches: string[][] = [];
    for (let at = 0; at < names.length; at += MOST_ACCOUNTS) {
      batches.push(names.slice(at, at + MOST_ACCOUNTS));
    }
    return batches;
  }

  /** The account that asked for a name. */
  named(name: string): AccountId | null {
    return this.byName.get(name)?.[0] ?? null;
  }

  /**
   * The account of a row's resource id. Null where it is another one of that name: names are free
   * again after an account is deleted. A bare name (2017) stands for whatever is called so.
   */
  of(resourceId: string): AccountId | null {
    const name = resourceId.slice(resourceId.lastIndexOf('/') + 1);
    const accounts = this.byName.get(name) ?? [];
    return accounts.find((account) => account === resourceId || account === name) ?? null;
  }
}
