import { dayOfHour, HOURS_A_DAY } from './hours';
import type { Volumes } from './volumes';
import type { VolumeSeries } from './volumeSeries';

/** An account is known so long before what nobody used is news. */
const LEAST_HISTORY = 7 * HOURS_A_DAY;
/** In its first days everything appears. */
const DISCOVERY = 3 * HOURS_A_DAY;
/** Where one appeared within so many days, the next one is no news. */
const SETTLED = 7 * HOURS_A_DAY;

/** An hour of one client names so many containers; the others are told as one. */
const MOST_NAMED = 8;
/** Requests within six hours of one day, up to which somebody only had a look. */
const MOST_OF_GLANCE = 20;

/** Which containers of an account anybody uses. */
export class UsedContainers {
  /** Asked of few accounts, so these are found out when they are. */
  private telling: boolean | null = null;
  private used: ReadonlyMap<string, VolumeSeries> | null = null;

  /** @param hour now, hours since 1970 */
  constructor(
    private readonly volumes: Volumes | null,
    private readonly firstHour: number,
    private readonly hour: number,
  ) {}

  /** Those that nobody used, but for a look on one day; empty where that tells nothing. */
  unused(containers: Iterable<string>): readonly string[] {
    const { volumes } = this;
    if (volumes === null) return [];
    const used = this.inUse();
    const unused = [...containers].filter((container) => !used.has(container));
    return unused.length > 0 && (this.telling ??= this.isTelling(volumes)) ? unused : [];
  }

  private isTelling({ containers, peers }: Volumes): boolean {
    const { firstHour, hour } = this;
    if (containers.displaced > 0 || hour - firstHour < LEAST_HISTORY) return false;
    // Of whoever uses many, some have no name.
    if (peers.get('distinctContainers').quantile(1) > MOST_NAMED) return false;
    return [...this.inUse().values()].every((series) => {
      const appeared = series.firstHour - firstHour;
      return appeared < DISCOVERY || hour - series.firstHour >= SETTLED;
    });
  }

  /** Days since a container, or any of a database, was first used; 0 where none was. */
  daysInUse(path: string): number {
    let first = this.hour;
    for (const [container, series] of this.inUse()) {
      if (container !== path && !container.startsWith(`${path}/`)) continue;
      first = Math.min(first, series.firstHour);
    }
    return Math.floor((this.hour - first) / HOURS_A_DAY);
  }

  private inUse(): ReadonlyMap<string, VolumeSeries> {
    const all = this.volumes?.containers.entries() ?? [];
    return (this.used ??= new Map(all.filter(([, series]) => !this.isGlance(series))));
  }

  private isGlance(series: VolumeSeries): boolean {
    const first = series.firstHour;
    const requests = series.read('requests', first, Math.max(0, this.hour - first));
    const days = new Set<number>();
    for (const [n, most] of requests.entries()) {
      if (most > MOST_OF_GLANCE) return false;
      if (most > 0) days.add(dayOfHour(first + n));
    }
    return days.size <= 1;
  }
}
