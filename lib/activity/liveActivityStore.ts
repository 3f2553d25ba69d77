import type { AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import type { HourCounts } from './hourCounts';
import { HOUR, WindowPart } from './windowPart';

/** Hours behind the last one learned that are kept; records that come later start their hour anew. */
const KEPT_HOURS = 8;

/** Keeps parts as they are, in memory: for one process that reads files. */
export class LiveActivityStore implements ActivityStore {
  readonly countsAlone = true;
  private readonly hours = new Map<number, Map<AccountId, Map<string, WindowPart>>>();
  private learnedThrough = -Infinity;

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

  parts(account: AccountId, hour: number): Promise<readonly HourCounts[]> {
    const parts = this.hours.get(hour)?.get(account);
    return Promise.resolve(parts === undefined ? [] : [...parts.values()].map(countsOf));
  }

  /** Accounts that did anything in an hour that is still kept. */
  accountsOf(hour: number): readonly AccountId[] {
    return [...(this.hours.get(hour)?.keys() ?? [])];
  }

  /** Hours up to `last` that were not learned yet, in order. */
  hoursToLearn(last: number): readonly number[] {
    const hours = [...this.hours.keys()];
    return hours.filter((hour) => this.learnedThrough < hour && hour <= last).sort((a, b) => a - b);
  }

  /** From now on the hour teaches nothing more, and those long before it are forgotten. */
  learned(hour: number): void {
    this.learnedThrough = hour;
    const oldest = hour - KEPT_HOURS * HOUR;
    for (const known of this.hours.keys()) if (known < oldest) this.hours.delete(known);
  }

  private partsOf(account: AccountId, hour: number): Map<string, WindowPart> {
    const accounts = this.hours.get(hour) ?? new Map<AccountId, Map<string, WindowPart>>();
    this.hours.set(hour, accounts);
    const parts = accounts.get(account) ?? new Map<string, WindowPart>();
    accounts.set(account, parts);
    return parts;
  }
}

function countsOf(part: WindowPart): HourCounts {
  return part.counts;
}
