import { DIFFICULTIES, type Difficulty, type IncidentKind, type Scene } from './incident';
import { attackWindows, decoyWindow, findTime, isTaken, type Window } from './schedule';
import type { AccountLog } from '../logs/accountLog';
import type { Random } from '../random';
import type { ListedAddresses } from '../world/listedAddresses';

/** An incident with its place and time. */
export interface PlannedIncident {
  readonly kind: 'attack' | 'decoy';
  readonly incident: IncidentKind;
  readonly scene: Scene;
}

export interface Plan {
  readonly incidents: readonly PlannedIncident[];
  /** Names, with difficulty, for which no account had both the nature and the room. */
  readonly unplaced: readonly string[];
}

/** Attacks an account has at most, and decoys. */
const MOST = 2;
/** So that some accounts have no attack, or only one. */
const ATTACKS_PER_ACCOUNT = 1.5;
/** Accounts among which a place is sought. */
const MANY = 200;

/** Gives incidents their accounts and times. Nothing is drawn from the accounts' own randomness. */
export class Planter {
  private readonly incidents: PlannedIncident[] = [];
  private readonly unplaced: string[] = [];
  private readonly taken = new Map<AccountLog, Window[]>();
  private readonly loads = new Map<string, number>();
  private readonly homes = new Map<IncidentKind, readonly AccountLog[]>();
  private readonly subscriptions = new Map<string, AccountLog[]>();

  constructor(
    private readonly logs: readonly AccountLog[],
    private readonly begin: number,
    private readonly end: number,
    private readonly listed: ListedAddresses,
    private readonly random: Random,
  ) {
    for (const log of logs) this.neighboursOf(log).push(log);
  }

  /** Plants each kind at each difficulty, again and again while accounts have room. */
  attacks(kinds: readonly IncidentKind[]): void {
    if (kinds.length === 0) return;
    const room = Math.ceil(this.logs.length * ATTACKS_PER_ACCOUNT);
    const wanted = Math.min(room, Math.max(DIFFICULTIES.length * kinds.length, this.logs.length));
    const windows = attackWindows(this.begin, this.end);
    for (let round = 0, left = wanted; left > 0 && round < wanted; round += 1) {
      const before = this.incidents.length;
      for (const [incident, difficulty] of this.roundOf(kinds, round)) {
        if (left === 0) break;
        const isFirstTime = round < DIFFICULTIES.length;
        if (this.place('attack', incident, difficulty, windows)) left -= 1;
        else if (isFirstTime) this.unplaced.push(`${incident.name} (${difficulty})`);
      }
      // Nothing found a place: the accounts are full.
      if (this.incidents.length === before && round >= DIFFICULTIES.length) break;
    }
  }

  /** As many decoys as there are accounts, each kind in turn. */
  decoys(kinds: readonly IncidentKind[]): void {
    const window = decoyWindow(this.begin, this.end);
    const wanted = Math.max(this.logs.length, kinds.length);
    for (let number = 0; number < wanted; number += 1) {
      const incident = kinds[number % kinds.length];
      if (incident === undefined) return;
      const difficulty = this.difficultyOf(number, Math.floor(number / kinds.length));
      const placed = this.place('decoy', incident, difficulty, [window]);
      if (!placed && number < kinds.length) this.unplaced.push(incident.name);
    }
  }

  plan(): Plan {
    return { incidents: this.incidents, unplaced: this.unplaced };
  }

  /** Each kind once, those first that few accounts are fit for. */
  private roundOf(kinds: readonly IncidentKind[], round: number) {
    return kinds
      .map((incident, number) => ({
        pair: [incident, this.difficultyOf(number, round)] as const,
        homes: this.homesOf(incident).length,
      }))
      .sort((a, b) => a.homes - b.homes)
      .map(({ pair }) => pair);
  }

  private difficultyOf(number: number, round: number): Difficulty {
    return DIFFICULTIES[(number + round) % DIFFICULTIES.length] ?? 'easy';
  }

  private neighboursOf({ account }: AccountLog): AccountLog[] {
    const known = this.subscriptions.get(account.subscription) ?? [];
    this.subscriptions.set(account.subscription, known);
    return known;
  }

  private homesOf(incident: IncidentKind): readonly AccountLog[] {
    const homes =
      this.homes.get(incident) ??
      this.logs.filter((log) => incident.fits(log.account, this.neighboursOf(log).length));
    this.homes.set(incident, homes);
    return homes;
  }

  /** Accounts that it fits, in a random order; in a large world some of them are enough. */
  private candidatesFor(incident: IncidentKind, random: Random): readonly AccountLog[] {
    const homes = this.homesOf(incident);
    if (homes.length <= MANY) return random.shuffled(homes);
    return Array.from({ length: MANY }, () => random.pick(homes));
  }

  private place(
    kind: PlannedIncident['kind'],
    incident: IncidentKind,
    difficulty: Difficulty,
    windows: readonly Window[],
  ): boolean {
    const label = `${kind} ${incident.name} ${this.incidents.length}`;
    const random = this.random.fork(label);
    const loadKey = (log: AccountLog): string => `${kind} ${log.resourceId}`;
    const homes = this.candidatesFor(incident, random)
      .map((log) => ({ log, load: this.loads.get(loadKey(log)) ?? 0 }))
      .filter(({ load }) => load < MOST)
      .sort((a, b) => a.load - b.load);
    for (const { log, load } of homes) {
      const allowed = windows[load % windows.length];
      if (allowed === undefined) continue;
      const taken = this.taken.get(log) ?? [];
      const time = findTime(incident, difficulty, log.account, allowed, taken, random);
      if (time === null) continue;
      this.taken.set(log, [...taken, time]);
      this.loads.set(loadKey(log), load + 1);
      const scene: Scene = {
        ...time,
        log,
        account: log.account,
        neighbours: this.neighboursOf(log),
        undisturbed: this.neighboursOf(log).filter(
          (other) => other === log || !isTaken(this.taken.get(other) ?? [], time),
        ),
        difficulty,
        random: random.fork('scene'),
        listed: this.listed,
      };
      this.incidents.push({ kind, incident, scene });
      return true;
    }
    return false;
  }
}
