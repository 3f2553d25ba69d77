import { HOURS_A_DAY } from './hours';
import type { Volumes } from './volumes';

/** An account is known so long before what nobody used is news. */
const LEAST_HISTORY = 7 * HOURS_A_DAY;
/** In its first days everything appears. */
const DISCOVERY = 3 * HOURS_A_DAY;
/** Where one appeared within so many days, the next one is no news. */
const SETTLED = 7 * HOURS_A_DAY;

/** An hour of one client names so many containers; the others are told as one. */
const MOST_NAMED = 8;

/** Which containers of an account anybody uses. */
export class UsedContainers {
  /** Asked of few accounts, so it is found out when it is. */
  private telling: boolean | null = null;

  /** @param hour now, hours since 1970 */
  constructor(
    private readonly volumes: Volumes | null,
    private readonly firstHour: number,
    private readonly hour: number,
  ) {}

  /** Those that nobody used; empty where that tells nothing. */
  unused(containers: Iterable<string>): readonly string[] {
    const { volumes } = this;
    if (volumes === null) return [];
    const used = volumes.containers;
    const unused = [...containers].filter((container) => used.get(container) === undefined);
    return unused.length > 0 && (this.telling ??= this.isTelling(volumes)) ? unused : [];
  }

  private isTelling({ containers, peers }: Volumes): boolean {
    const { firstHour, hour } = this;
    if (containers.displaced > 0 || hour - firstHour < LEAST_HISTORY) return false;
    // Of whoever uses many, some have no name.
    if (peers.get('distinctContainers').quantile(1) > MOST_NAMED) return false;
    return containers.entries().every(([, series]) => {
      const appeared = series.firstHour - firstHour;
      return appeared < DISCOVERY || hour - series.firstHour >= SETTLED;
    });
  }
}
