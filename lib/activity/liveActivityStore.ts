import type { AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import { HOUR, WindowPart } from './windowPart';

/** Hours behind the newest one that are kept; records that come later start their hour anew. */
const KEPT_HOURS = 12;

/** Keeps parts as they are, in memory: for one process that reads files. */
export class LiveActivityStore implements ActivityStore {
  private readonly hours = new Map<number, Map<AccountId, Map<string, WindowPart>>>();
  private newest = -Infinity;

  open(account: AccountId, hour: number, source: string): Promise<WindowPart> {
    const parts = this.partsOf(account, hour);
    const known = parts.get(source);
    if (known !== undefined) return Promise.resolve(known);
    const part = new WindowPart(account, hour, source);
    parts.set(source, part);
    return Promise.resolve(part);
  }

  save(part: WindowPart): Promise<boolean> {
    part.stored();
    return Promise.resolve(true);
  }

  parts(account: AccountId, hour: number): Promise<WindowPart[]> {
    return Promise.resolve([...this.partsOf(account, hour).values()]);
  }

  private partsOf(account: AccountId, hour: number): Map<string, WindowPart> {
    if (hour > this.newest) this.forgetBefore((this.newest = hour) - KEPT_HOURS * HOUR);
    const accounts = this.hours.get(hour) ?? new Map<AccountId, Map<string, WindowPart>>();
    this.hours.set(hour, accounts);
    const parts = accounts.get(account) ?? new Map<string, WindowPart>();
    accounts.set(account, parts);
    return parts;
  }

  private forgetBefore(oldest: number): void {
    for (const hour of this.hours.keys()) if (hour < oldest) this.hours.delete(hour);
  }
}
