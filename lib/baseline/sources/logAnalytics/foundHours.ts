import { Deeds } from '../../../activity/deeds';
import type { HourActivity } from '../../../activity/hourActivity';
import type { AccountId } from '../../../telemetry/event';
import { accountHourOf, hourActivityOf, type AccountHour } from './accountHour';
import type { HistoryRow } from './historyRow';
import type { HistoryRows } from './historyRows';
import type { ManagementRow } from './managementRow';
import type { RequestedAccounts } from './requestedAccounts';

/** What the hours of a reading have told so far. */
export interface SeenAccounts {
  /** Accounts with requests: before these are logged, an account is not watched at all. */
  readonly begun: Set<AccountId>;
  /** Accounts with management operations: of others, these may just not be logged there. */
  readonly managed: Set<AccountId>;
}

interface Found {
  told: AccountHour;
  deeds: Deeds | null;
}

/**
 * Rows put together by account and hour. Where two workspaces have the same hour of an account, the
 * one with more requests is believed: adding both up would count requests twice, and the smaller one
 * is mostly the one whose diagnostic setting came later or went earlier. Who managed the account is a
 * set, so there both are.
 */
export class FoundHours {
  private readonly found = new Map<AccountId, Map<number, Found>>();
  private rowCount = 0;

  constructor(
    private readonly accounts: RequestedAccounts,
    private readonly seen: SeenAccounts,
  ) {}

  /** Rows added so far. */
  get rows(): number {
    return this.rowCount;
  }

  /** Adds the rows of one workspace. An account's hour comes in one piece. */
  add({ count, requests, management }: HistoryRows): void {
    this.rowCount += count;
    for (const [account, hour, rows] of this.grouped<HistoryRow>(requests)) {
      const told = accountHourOf(rows);
      const found = this.at(account, hour);
      if (told.requests > found.told.requests) found.told = told;
    }
    for (const [account, hour, rows] of this.grouped<ManagementRow>(management)) {
      const found = this.at(account, hour);
      found.deeds ??= new Deeds(hour);
      for (const deed of rows.flatMap(({ deeds }) => deeds)) found.deeds.add(deed);
    }
  }

  /** In order of time, then of account. */
  *hours(): Generator<HourActivity> {
    const { begun, managed } = this.seen;
    const all = [...this.found].flatMap(([account, hours]) =>
      [...hours].map(([hour, found]) => ({ account, hour, ...found })),
    );
    all.sort((a, b) => a.hour - b.hour || (a.account < b.account ? -1 : 1));
    for (const { account, hour, told, deeds } of all) {
      if (told.requests > 0) begun.add(account);
      if (!begun.has(account)) continue;
      if (deeds !== null) managed.add(account);
      const activity = hourActivityOf(account, hour, told.rows);
      yield managed.has(account) ? { ...activity, deeds: deeds?.toList() ?? [] } : activity;
    }
  }

  private at(account: AccountId, hour: number): Found {
    const hours = this.found.get(account) ?? new Map<number, Found>();
    this.found.set(account, hours);
    const found = hours.get(hour) ?? { told: { rows: [], requests: 0 }, deeds: null };
    hours.set(hour, found);
    return found;
  }

  private *grouped<Row extends { readonly account: string; readonly hour: number }>(
    rows: readonly Row[],
  ): Generator<readonly [AccountId, number, readonly Row[]]> {
    const groups = new Map<AccountId, Map<number, Row[]>>();
    for (const row of rows) {
      const account = this.accounts.of(row.account);
      if (account === null) continue;
      const hours = groups.get(account) ?? new Map<number, Row[]>();
      groups.set(account, hours);
      const group = hours.get(row.hour);
      if (group === undefined) hours.set(row.hour, [row]);
      else group.push(row);
    }
    for (const [account, hours] of groups) {
      for (const [hour, group] of hours) yield [account, hour, group];
    }
  }
}
