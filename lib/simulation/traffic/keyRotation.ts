import { DAY, HOUR, MINUTE } from '../calendar';
import type { Random } from '../random';
import type { Operator } from '../world/people';
import type { AccountLog } from '../logs/accountLog';
import { operation } from './management';
import type { Workload } from './account';

/** Keys are rotated: applications move to the other key, then the old one is made anew. */
export class KeyRotation {
  constructor(
    private readonly firstRotation: number,
    private readonly days: number,
  ) {}

  /** The key that applications use. */
  keyAt(time: number): 'PrimaryMasterKey' | 'SecondaryMasterKey' {
    const turn = Math.floor((time - this.firstRotation) / (this.days * DAY)) + 1;
    return turn <= 0 || turn % 2 === 0 ? 'PrimaryMasterKey' : 'SecondaryMasterKey';
  }

  /** The workload that makes the old key anew, two hours after applications left it. */
  workload(operator: Operator, random: Random): Workload {
    return {
      run: (start, log) => {
        const since = start - this.firstRotation;
        const isDue = since >= 0 && since % (this.days * DAY) === 2 * HOUR;
        if (!isDue) return;
        const old = this.keyAt(start) === 'PrimaryMasterKey' ? 'Secondary' : 'Primary';
        regenerateKey(log, start + 7 * MINUTE, operator, old, random);
      },
    };
  }
}

export function regenerateKey(
  log: AccountLog,
  time: number,
  operator: Operator,
  keyKind: string,
  random: Random,
  address = operator.addressAt(time, random),
): void {
  log.manage({
    ...operation(time, operator, random),
    address,
    operation: 'regenerateKey/action',
    body: { keyKind },
  });
}
