import { MINUTE, SECOND } from '../calendar';
import type { Random } from '../random';
import type { RawRecord } from '../records';

/** Azure Monitor: most records are there within two minutes, some take up to ten. */
const USUAL_DELAY = 70 * SECOND;
const USUAL_SPREAD = 50 * SECOND;
const LONGEST_DELAY = 10 * MINUTE;
const SHARE_LATE = 0.02;
/** Azure Monitor retries, and nothing takes the copies out. */
const SHARE_TWICE = 0.002;

interface OnItsWay {
  readonly arrival: number;
  readonly record: RawRecord;
}

/** Records of one stream between the service and the store: late, out of order, some twice. */
export class Delivery {
  private onTheirWay: OnItsWay[] = [];

  constructor(private readonly random: Random) {}

  send(time: number, record: RawRecord): void {
    this.onTheirWay.push({ arrival: time + this.delay(), record });
    if (this.random.chance(SHARE_TWICE)) {
      this.onTheirWay.push({ arrival: time + this.delay(), record });
    }
  }

  /** Takes out what arrives before `end`, in the order of arrival. */
  arrivedBefore(end: number): RawRecord[] {
    const arrived: OnItsWay[] = [];
    const left: OnItsWay[] = [];
    for (const item of this.onTheirWay) (item.arrival < end ? arrived : left).push(item);
    this.onTheirWay = left;
    return arrived.sort((a, b) => a.arrival - b.arrival).map(({ record }) => record);
  }

  private delay(): number {
    if (this.random.chance(SHARE_LATE)) return this.random.between(USUAL_DELAY, LONGEST_DELAY);
    return USUAL_DELAY + this.random.next() * USUAL_SPREAD;
  }
}
