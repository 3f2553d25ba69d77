import type { AccountId } from '../telemetry/event';
import type { WindowPart } from './windowPart';

/** Keeps the parts of activity windows. */
export interface ActivityStore {
  /** The part of one hub partition, ready to be counted into. */
  open(account: AccountId, hour: number, source: string): Promise<WindowPart>;
  /**
   * Stores an opened part, if it has changed. False where another instance wrote it meanwhile:
   * open it again and count again.
   */
  save(part: WindowPart, changed: boolean): Promise<boolean>;
  /**
   * All parts of an account's hour. `remembered` may be what was read before, and is only good for
   * saying that nothing is going on.
   */
  parts(account: AccountId, hour: number, how: 'fresh' | 'remembered'): Promise<WindowPart[]>;
}
