import type { AccountId } from '../telemetry/event';

interface Kept<Value> {
  readonly value: Value;
  readonly weight: number;
}

/** Remembers something for each window, up to a total weight; what was set longest ago goes first. */
export class RecentWindows<Value> {
  private readonly windows = new Map<string, Kept<Value>>();
  private total = 0;

  constructor(
    private readonly most: number,
    private readonly weigh: (value: Value) => number,
  ) {}

  get(account: AccountId, hour: number): Value | undefined {
    return this.windows.get(keyOf(account, hour))?.value;
  }

  set(account: AccountId, hour: number, value: Value): void {
    const key = keyOf(account, hour);
    this.drop(key);
    const weight = this.weigh(value);
    this.windows.set(key, { value, weight });
    this.total += weight;
    for (const oldest of this.windows.keys()) {
      if (this.total <= this.most || oldest === key) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.total -= this.windows.get(key)?.weight ?? 0;
    this.windows.delete(key);
  }
}

function keyOf(account: AccountId, hour: number): string {
  return `${account}\n${hour}`;
}
