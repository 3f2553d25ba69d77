import { Random } from '../random';
import { DAY, HOUR, WORLD_START } from '../time';
import type { Entry } from './entry';
import type { Account } from './model';

/** The highest values of an ordinary week, over the whole account. */
export interface UsualLoad {
  bytesInHour: number;
  bytesInSixHours: number;
  chargeInHour: number;
}

/** Measures days 2 to 9, so that incidents can be sized by what the account does anyway. */
export function measureUsualLoad(
  account: Account,
  traffic: (account: Account, hour: number) => Entry[],
): UsualLoad {
  const bytes: number[] = [];
  const usual: UsualLoad = { bytesInHour: 0, bytesInSixHours: 0, chargeInHour: 0 };
  for (let hour = WORLD_START + 2 * DAY; hour < WORLD_START + 10 * DAY; hour += HOUR) {
    const requests = traffic(account, hour).filter((entry) => entry.kind === 'request');
    const read = requests.reduce((sum, { responseBytes }) => sum + responseBytes, 0);
    const charge = requests.reduce((sum, request) => sum + request.charge, 0);
    bytes.push(read);
    const lastSix = bytes.slice(-6).reduce((sum, value) => sum + value, 0);
    usual.bytesInHour = Math.max(usual.bytesInHour, read);
    usual.bytesInSixHours = Math.max(usual.bytesInSixHours, lastSix);
    usual.chargeInHour = Math.max(usual.chargeInHour, charge);
  }
  return usual;
}

/** The account's ordinary traffic of the hour that begins at `hour`. */
export function ordinaryTraffic(seed: string): (account: Account, hour: number) => Entry[] {
  return (account, hour) =>
    account.workloads.flatMap((workload, index) =>
      workload(account, hour, new Random(`${seed}/${account.index}/${index}/${hour}`)),
    );
}
