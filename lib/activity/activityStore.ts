import type { AccountId } from '../telemetry/event';
import type { HourCounts } from './hourCounts';
import type { WindowPart } from './windowPart';

/**
 * How counts are read. `fresh`: as they are now. `remembered`: as they may have been read before,
 * which is only good for saying that nothing is going on. `finished`: of an hour that is over; read
 * once after its end, then remembered, and nearly free where there is nothing.
 */
export type ReadHow = 'fresh' | 'remembered' | 'finished';

/** Keeps the counts of accounts' hours, in parts for each hub partition. */
export interface ActivityStore {
  /** True where no other instance counts: what is remembered is all there is. */
  readonly countsAlone: boolean;
  /** The part of one hub partition, ready to be counted into. */
  open(account: AccountId, hour: number, source: string): Promise<WindowPart>;
  /**
   * Stores an opened part, if it has changed. False where another instance wrote it meanwhile:
   * open it again and count again.
   */
  save(part: WindowPart, changed: boolean): Promise<boolean>;
  /** All counts of an account's hour, which together are its window. */
  parts(account: AccountId, hour: number, how: ReadHow): Promise<readonly HourCounts[]>;
}
