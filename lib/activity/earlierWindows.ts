import type { AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import { windowOf, type ActivityWindow } from './window';
import { HOUR } from './windowPart';

/** Hours before a window that a detector may look at. */
const HOURS_BEFORE = 5;
/** Records of the hour before still come: after so long they are put together anew, ms. */
const REREAD = 10 * 60_000;
/** Accounts whose last hours are remembered. */
const MOST_ACCOUNTS = 2_000;

interface Read {
  readonly hour: number;
  readonly at: number;
  readonly windows: readonly ActivityWindow[];
}

/** The hours before a window, read now and then. */
export class EarlierWindows {
  private readonly read = new Map<AccountId, Read>();

  constructor(private readonly activity: ActivityStore) {}

  /**
   * The five hours before `hour`, the newest first: as they were read when they were over, with what
   * this instance has counted since, at most ten minutes old.
   * @param now epoch ms
   * @throws StorageError
   */
  async before(account: AccountId, hour: number, now: number): Promise<readonly ActivityWindow[]> {
    const known = this.read.get(account);
    if (known?.hour === hour && Math.abs(now - known.at) < REREAD) return known.windows;
    const windows: ActivityWindow[] = [];
    for (let back = 1; back <= HOURS_BEFORE; back += 1) {
      const before = hour - back * HOUR;
      windows.push(
        windowOf(account, before, await this.activity.parts(account, before, 'finished')),
      );
    }
    this.read.delete(account);
    this.read.set(account, { hour, at: now, windows });
    if (this.read.size > MOST_ACCOUNTS) this.forgetOldest();
    return windows;
  }

  private forgetOldest(): void {
    for (const account of this.read.keys()) {
      this.read.delete(account);
      return;
    }
  }
}
