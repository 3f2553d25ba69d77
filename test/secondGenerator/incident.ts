import type { Planned } from './plan';
import type { Random } from './random';
import type { Play } from './scenario';
import type { Truth } from './truth';
import type { Entry } from './world/entry';

/** An incident that has begun, and what has been written of it so far. */
export class Incident {
  private records = 0;
  private first = Infinity;
  private last = 0;

  constructor(
    readonly planned: Planned,
    readonly play: Play,
  ) {}

  /** Counts records that tell of the incident. */
  count(at: number, records: number): void {
    this.records += records;
    this.first = Math.min(this.first, at);
    this.last = Math.max(this.last, at);
  }

  /** The ordinary entry as the incident leaves it; what it touches while it lasts is counted. */
  alter(entry: Entry, recordCount: (entry: Entry) => number): Entry | undefined {
    const { alter, until } = this.play;
    if (!alter) return entry;
    const altered = alter(entry);
    if (altered !== entry && entry.at <= (until ?? Infinity)) {
      this.records += recordCount(entry);
    }
    return altered;
  }

  truth(): Truth {
    const { scenario, accounts, start } = this.planned;
    const [account] = accounts;
    if (!account) throw new RangeError(`no account for ${scenario.name}`);
    const { address, principal, actor, until, note } = this.play;
    const from = Math.min(start, this.first);
    return {
      kind: scenario.kind,
      name: scenario.name,
      alertTypes: scenario.alertTypes,
      plausible: scenario.plausible,
      account: accounts.length > 1 ? `/subscriptions/${account.subscriptionId}` : account.id,
      personality: account.personality,
      api: account.api,
      start: new Date(from).toISOString(),
      // Rounded up, so that the last record lies within.
      end: new Date(Math.ceil(Math.max(until ?? 0, this.last, start))).toISOString(),
      difficulty: scenario.difficulty,
      records: this.records,
      ...(address ? { address } : {}),
      ...(principal ? { principal } : {}),
      ...(actor ? { actor } : {}),
      note,
    };
  }
}

/** How a scenario is given its own chance, apart from everything else. */
export function sceneRandom(random: Random, { scenario, accounts, start }: Planned): Random {
  return random.fork(scenario.name, scenario.difficulty, accounts[0]?.id ?? '', start);
}
