import { Incident, sceneRandom } from './incident';
import type { Planned } from './plan';
import { planIncidents } from './plan';
import { Random } from './random';
import type { LogRecord } from './records/logRecord';
import { recordsOf } from './records/records';
import { HOUR } from './time';
import { createAccounts } from './world/accounts';
import type { Entry } from './world/entry';
import type { Account } from './world/model';
import { request } from './world/traffic';
import type { UsualLoad } from './world/usualLoad';
import { measureUsualLoad, ordinaryTraffic } from './world/usualLoad';

export interface WorldSettings {
  seed: string;
  days: number;
  accounts: number;
  /** Factor of the ordinary traffic; 1 is about a thousand records a day and account. */
  volume: number;
}

/** The accounts, their ordinary traffic, and the incidents that happen to them. */
export class World {
  readonly accounts: readonly Account[];
  readonly incidents: Incident[] = [];
  private readonly waiting: Planned[];
  private readonly random: Random;
  private readonly ordinary: (account: Account, hour: number) => Entry[];
  private readonly loads = new Map<Account, UsualLoad>();
  private readonly altering = new Map<Account, Incident[]>();

  constructor(settings: WorldSettings) {
    this.random = new Random(settings.seed);
    this.accounts = createAccounts(this.random.fork('world'), settings.accounts, settings.volume);
    this.ordinary = ordinaryTraffic(settings.seed);
    this.waiting = planIncidents(this.random.fork('plan'), this.accounts, settings.days);
  }

  /** Every record of what happens in the hour; a few lie in the hours after it. */
  recordsOfHour(hour: number): LogRecord[] {
    const records: LogRecord[] = [];
    while (this.waiting[0] && this.waiting[0].start < hour + HOUR) {
      const planned = this.waiting.shift();
      if (planned) records.push(...this.begin(planned));
    }
    for (const account of this.accounts) {
      for (const entry of this.ordinary(account, hour)) {
        const altered = this.altered(entry, true);
        if (altered) records.push(...recordsOf(altered));
      }
    }
    return records;
  }

  private begin(planned: Planned): LogRecord[] {
    const [account] = planned.accounts;
    if (!account) return [];
    const random = sceneRandom(this.random, planned);
    const play = planned.scenario.play({
      account,
      accounts: planned.accounts,
      random,
      start: planned.start,
      application: (at) => this.applicationAt(account, random, at),
      usualLoad: () => this.usualLoad(account),
      ordinary: (at) =>
        this.ordinary(account, Math.floor(at / HOUR) * HOUR).flatMap(
          (entry) => this.altered(entry, false) ?? [],
        ),
    });
    const incident = new Incident(planned, play);
    this.incidents.push(incident);
    if (play.alter) {
      this.altering.set(account, [...(this.altering.get(account) ?? []), incident]);
    }
    return play.entries.flatMap((entry) => {
      const made = recordsOf(entry);
      for (const { at } of made) incident.count(at, 1);
      return made;
    });
  }

  private altered(entry: Entry, counts: boolean): Entry | undefined {
    let result: Entry | undefined = entry;
    for (const incident of this.altering.get(entry.account) ?? []) {
      if (!result) return undefined;
      result = counts
        ? incident.alter(result, (touched) => recordsOf(touched).length)
        : incident.play.alter?.(result);
    }
    return result;
  }

  private applicationAt(
    account: Account,
    random: Random,
    at: number,
  ): ReturnType<Account['application']> {
    const origin = account.application(random, at);
    const seen = this.altered(request(account, random, at, origin, 'read'), false);
    return seen?.kind === 'request' ? seen.origin : origin;
  }

  private usualLoad(account: Account): UsualLoad {
    const known = this.loads.get(account) ?? measureUsualLoad(account, this.ordinary);
    this.loads.set(account, known);
    return known;
  }
}
