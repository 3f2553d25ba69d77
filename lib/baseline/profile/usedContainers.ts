import type { HeaviestSeries } from './heaviestSeries';
import { HOURS_A_DAY } from './hours';

/** An account is known so long before what nobody used is news. */
const LEAST_HISTORY = 7 * HOURS_A_DAY;
/** In its first days everything appears. */
const DISCOVERY = 3 * HOURS_A_DAY;
/** Where one appeared within so many days, the next one is no news. */
const SETTLED = 7 * HOURS_A_DAY;

/** Which containers of an account anybody uses. */
export class UsedContainers {
  /** Asked of few accounts, so it is found out when it is. */
  private telling: boolean | null = null;

  /** @param hour now, hours since 1970 */
  constructor(
    private readonly containers: HeaviestSeries | null,
    private readonly firstHour: number,
    private readonly hour: number,
  ) {}

  /** Those that nobody used; empty where that tells nothing. */
  unused(containers: Iterable<string>): readonly string[] {
    const { containers: used } = this;
    if (used === null) return [];
    const unused = [...containers].filter((container) => used.get(container) === undefined);
    return unused.length > 0 && (this.telling ??= this.isTelling(used)) ? unused : [];
  }

  private isTelling(used: HeaviestSeries): boolean {
    const { firstHour, hour } = this;
    if (used.displaced > 0 || hour - firstHour < LEAST_HISTORY) return false;
    return used.entries().every(([, series]) => {
      const appeared = series.firstHour - firstHour;
      return appeared < DISCOVERY || hour - series.firstHour >= SETTLED;
    });
  }
}
