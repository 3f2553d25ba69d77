import type { AlertType } from '../alerts/alertType';
import type { AlertId } from '../alerts/alert';
import type { AlertChange } from '../alerts/change';
import type { AlertRaiser } from '../alerts/raise';
import type { AccountId } from '../telemetry/event';
import type { RecentActivities } from './recentActivities';
import type { Waiting, WaitingClients } from './waitingClients';

/** An account's waiting list is looked at this often at most, ms. */
const LOOK_INTERVAL = 5_000;
/** Accounts whose last look is remembered. */
const MOST_ACCOUNTS = 5000;

export type OnCompleted = (account: AccountId, id: AlertId) => Promise<void>;

/** Finds the clients of query records whose data plane record came elsewhere or later. */
export class ClientCompletion {
  private readonly lookedAt = new Map<AccountId, number>();

  constructor(
    private readonly waiting: WaitingClients,
    private readonly activities: RecentActivities,
    private readonly raiser: AlertRaiser,
    private readonly detectorOf: (alertType: string) => AlertType | undefined,
  ) {}

  /** Notes which operations of these changes still lack their client. */
  async wait(changes: readonly AlertChange[]): Promise<void> {
    const byAccount = new Map<AccountId, Waiting[]>();
    for (const { account, id, occurrences } of changes) {
      for (const { client, event } of occurrences) {
        if (client !== null || event.activityId === '' || event.management !== null) continue;
        const waiting = byAccount.get(account) ?? [];
        waiting.push({ activityId: event.activityId, alertId: id });
        byAccount.set(account, waiting);
      }
    }
    for (const [account, waiting] of byAccount) {
      await this.waiting.wait(account, waiting);
      this.lookedAt.delete(account);
    }
  }

  /**
   * Completes what alerts of these accounts wait for, as far as this instance knows it.
   * @param onCompleted told of an alert before it is forgotten that it waited
   */
  async complete(
    accounts: Iterable<AccountId>,
    now: number,
    onCompleted: OnCompleted,
  ): Promise<void> {
    for (const account of new Set(accounts)) {
      const last = this.lookedAt.get(account);
      if (last !== undefined && now - last < LOOK_INTERVAL) continue;
      if (this.lookedAt.size >= MOST_ACCOUNTS) this.lookedAt.clear();
      this.lookedAt.set(account, now);
      const found = await this.waiting.found(account, (id) => this.activities.client(id));
      for (const [alertId, clients] of found) {
        await this.raiser.complete(this.detectorOf, account, alertId, clients);
        await onCompleted(account, alertId);
        await this.waiting.settle(account, alertId, new Set(clients.keys()));
      }
    }
  }

  /** Accounts that this instance has had to do with lately. */
  accounts(): Iterable<AccountId> {
    return this.lookedAt.keys();
  }
}
