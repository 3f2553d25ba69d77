import type { Account } from '../world/model';

/** A record as Azure writes it, and when the event it tells of happened (epoch ms). */
export interface LogRecord {
  at: number;
  account: Account;
  channel: 'resource' | 'activity';
  category: string;
  body: Readonly<Record<string, unknown>>;
}

/** Resource ids are in capitals in resource logs and in the Activity Log. */
export function capitalId(account: Account, child = ''): string {
  return (account.id + child).toUpperCase();
}

/** Numbers are texts with six decimals in most properties. */
export function decimal(value: number): string {
  return value.toFixed(6);
}

export function regionOf(account: Account, secondRegion: boolean): string {
  return secondRegion ? account.secondRegion : account.region;
}
