import { attacks } from './attacks/all';
import { decoys } from './decoys/all';
import type { Random } from './random';
import type { Scenario } from './scenario';
import { DAY, FIRST_INCIDENT_DAY, HOUR, MINUTE, WORLD_START } from './time';
import type { Account } from './world/model';

/** A scenario with its place and time. */
export interface Planned {
  scenario: Scenario;
  accounts: readonly Account[];
  start: number;
}

/**
 * Gives every scenario an account that suits it and a start after the days of history, so that on
 * each account at least a day lies between two incidents. Decoys, which cost little, play twice.
 * Scenarios that find no room are left out; long runs with many accounts play all several times.
 */
export function planIncidents(
  random: Random,
  accounts: readonly Account[],
  days: number,
): Planned[] {
  const calendar = new Calendar(days);
  const rounds = Math.max(
    1,
    Math.floor(((days - FIRST_INCIDENT_DAY) / 15) * Math.floor(accounts.length / 20)),
  );
  const planned: Planned[] = [];
  for (let round = 0; round < rounds; round++) {
    const all = random
      .shuffle([...attacks, ...decoys, ...decoys])
      .map((scenario) => ({ scenario, places: countPlaces(scenario, accounts, days) }));
    // The hardest to place first.
    all.sort((left, right) => left.places - right.places);
    for (const { scenario } of all) {
      const found = place(random, scenario, accounts, calendar);
      if (found) planned.push(found);
    }
  }
  return planned.sort((left, right) => left.start - right.start);
}

/** Pairs of account and day that a scenario could have; few for one over many accounts at once. */
function countPlaces(scenario: Scenario, accounts: readonly Account[], days: number): number {
  if (scenario.accounts) return 3;
  const suitable = accounts.filter((account) => scenario.suits(account));
  return suitable.reduce(
    (sum, account) =>
      sum + daysAfterHistory(days).filter((day) => allows(scenario, day, account)).length,
    0,
  );
}

function allows({ onDay }: Scenario, day: number, account: Account): boolean {
  return onDay?.(day, account) ?? true;
}

function daysAfterHistory(days: number): number[] {
  return Array.from(
    { length: Math.max(0, days - FIRST_INCIDENT_DAY) },
    (_, index) => FIRST_INCIDENT_DAY + index,
  );
}

/** Which accounts are taken on which days. */
class Calendar {
  private readonly taken = new Map<Account, number[]>();

  constructor(readonly days: number) {}

  isFree(account: Account, day: number): boolean {
    return (this.taken.get(account) ?? []).every((other) => Math.abs(other - day) >= 2);
  }

  take(account: Account, day: number): void {
    this.taken.set(account, [...(this.taken.get(account) ?? []), day]);
  }

  load(account: Account): number {
    return this.taken.get(account)?.length ?? 0;
  }
}

function place(
  random: Random,
  scenario: Scenario,
  accounts: readonly Account[],
  calendar: Calendar,
): Planned | undefined {
  const suitable = random
    .shuffle(accounts.filter((account) => scenario.suits(account)))
    .sort((left, right) => calendar.load(left) - calendar.load(right));
  for (const account of suitable) {
    for (const day of candidateDays(random, account, calendar)) {
      const start = startOn(random, scenario, account, day);
      const fits =
        start >= WORLD_START + FIRST_INCIDENT_DAY * DAY &&
        start + scenario.lasts * HOUR <= WORLD_START + calendar.days * DAY &&
        allows(scenario, day, account);
      const group = fits ? groupOf(scenario, account, accounts, calendar, day) : undefined;
      if (!group) continue;
      group.forEach((member) => calendar.take(member, day));
      return { scenario, accounts: group, start };
    }
  }
  return undefined;
}

/** Free days in random order; every second day first, so that more incidents find room. */
function candidateDays(random: Random, account: Account, calendar: Calendar): number[] {
  const all = daysAfterHistory(calendar.days).filter((day) => calendar.isFree(account, day));
  const onBeat = (day: number): number => (day - FIRST_INCIDENT_DAY) % 2;
  return random.shuffle(all).sort((left, right) => onBeat(left) - onBeat(right));
}

function startOn(random: Random, scenario: Scenario, account: Account, day: number): number {
  const hour = random.integer(scenario.hours[0], scenario.hours[1]);
  const local = WORLD_START + day * DAY + hour * HOUR + random.between(0, 3) * MINUTE;
  return local - account.utcOffset * HOUR;
}

/** The account itself and, if the scenario needs more, free neighbours in its subscription. */
function groupOf(
  scenario: Scenario,
  account: Account,
  accounts: readonly Account[],
  calendar: Calendar,
  day: number,
): Account[] | undefined {
  const needed = scenario.accounts ?? 1;
  if (needed === 1) return [account];
  const group = accounts.filter(
    (other) => other.subscriptionId === account.subscriptionId && other !== account,
  );
  const free = [account, ...group.filter((other) => calendar.isFree(other, day))].slice(0, needed);
  return free.length === needed ? free : undefined;
}
