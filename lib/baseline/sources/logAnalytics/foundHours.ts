import type { HourActivity } from '../../../activity/hourActivity';
import type { AccountId } from '../../../telemetry/event';
import { accountHourOf, hourActivityOf, type AccountHour } from './accountHour';
import type { HistoryRow } from './historyRow';
import type { RequestedAccounts } from './requestedAccounts';

/**
 * Rows put together by account and hour. Where two workspaces have the same hour of an account, the
 * one with more requests is believed: adding both up would count requests twice, and the smaller one
 * is mostly the one whose diagnostic setting came later or went earlier.
 */
export class FoundHours {
  private readonly best = new Map<AccountId, Map<number, AccountHour>>();
  private rowCount = 0;

  constructor(private readonly accounts: RequestedAccounts) {}

  /** Rows added so far. */
  get rows(): number {
    return this.rowCount;
  }

  /** Adds the rows of one workspace. An account's hour comes in one piece. */
  add(rows: readonly HistoryRow[]): void {
    this.rowCount += rows.length;
    const groups = new Map<AccountId, Map<number, HistoryRow[]>>();
    for (const row of rows) {
      const account = this.accounts.of(row.account);
      if (account === null) continue;
      const hours = groups.get(account) ?? new Map<number, HistoryRow[]>();
      groups.set(account, hours);
      const group = hours.get(row.hour);
      if (group === undefined) hours.set(row.hour, [row]);
      else group.push(row);
    }
    for (const [account, hours] of groups) {
      const best = this.best.get(account) ?? new Map<number, AccountHour>();
      this.best.set(account, best);
      for (const [hour, group] of hours) {
        const told = accountHourOf(group);
        if (told.requests > (best.get(hour)?.requests ?? 0)) best.set(hour, told);
      }
    }
  }

  /** In order of time, then of account. */
  *hours(): Generator<HourActivity> {
    const found = [...this.best].flatMap(([account, hours]) =>
      [...hours].map(([hour, { rows }]) => ({ account, hour, rows })),
    );
    found.sort((a, b) => a.hour - b.hour || (a.account < b.account ? -1 : 1));
    for (const { account, hour, rows } of found) yield hourActivityOf(account, hour, rows);
  }
}
