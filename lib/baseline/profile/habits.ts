import { dayOfHour, hourOfDay, isWeekend } from './hours';
import type { Place } from './facets';

/** When and from where one principal works. */
export interface Habit {
  readonly principal: string;
  /** Bit h is set where hour h of the day (UTC) was used, on weekdays and at weekends. */
  weekdayHours: number;
  weekendHours: number;
  /** Days with requests, and those on which it was in two countries at once. */
  days: number;
  hoppingDays: number;
  lastHour: number;
  /** Day of the last hop, or -1. */
  lastHop: number;
  /** Countries of the last hour, joined by blanks. */
  lastCountries: string;
}

const MOST_PRINCIPALS = 200;
/** Hours within which nobody travels to another country unnoticed. */
const SAME_TIME = 3;
/** A principal hops as a matter of course from so many days and so large a share of its days on. */
const HOPPING_DAYS = 3;
const HOPPING_SHARE = 0.2;
/** Nobody works at more hours of the day than these. */
const MOST_WORKING_HOURS = 18;

/** The habits of an account's principals; those not seen for longest go where there are too many. */
export class Habits {
  private readonly habits = new Map<string, Habit>();

  static from(stored: Iterable<Habit>): Habits {
    const habits = new Habits();
    for (const habit of stored) habits.habits.set(habit.principal, habit);
    return habits;
  }

  values(): IterableIterator<Habit> {
    return this.habits.values();
  }

  /** Notes an hour of a principal, with all places that it was seen at. */
  note(principal: string, hour: number, places: readonly Place[]): void {
    const habit = this.habits.get(principal) ?? newHabit(principal);
    const bit = 1 << hourOfDay(hour);
    if (isWeekend(dayOfHour(hour))) habit.weekendHours |= bit;
    else habit.weekdayHours |= bit;
    // Of an hour that is learned late it is not known any more from where one came.
    if (hour <= habit.lastHour) return;
    noteJourney(habit, hour, countriesOf(places));
    // The map's order is that of last sight.
    this.habits.delete(principal);
    this.habits.set(principal, habit);
    if (this.habits.size > MOST_PRINCIPALS) this.forgetOldest();
  }

  /** The principals that are in two countries at once as a matter of course. */
  hopping(): ReadonlySet<string> {
    const hopping = new Set<string>();
    for (const { principal, days, hoppingDays } of this.habits.values()) {
      if (hoppingDays >= HOPPING_DAYS && hoppingDays >= HOPPING_SHARE * days)
        hopping.add(principal);
    }
    return hopping;
  }

  /** The principals that do not work around the clock. */
  keepingHours(): ReadonlySet<string> {
    const keeping = new Set<string>();
    for (const { principal, weekdayHours } of this.habits.values()) {
      if (bitsIn(weekdayHours) <= MOST_WORKING_HOURS) keeping.add(principal);
    }
    return keeping;
  }

  private forgetOldest(): void {
    for (const principal of this.habits.keys()) {
      this.habits.delete(principal);
      return;
    }
  }
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

function newHabit(principal: string): Habit {
  return {
    principal,
    weekdayHours: 0,
    weekendHours: 0,
    days: 0,
    hoppingDays: 0,
    lastHour: -Infinity,
    lastHop: -1,
    lastCountries: '',
  };
}

function noteJourney(habit: Habit, hour: number, countries: readonly string[]): void {
  const day = dayOfHour(hour);
  const hops =
    countries.length > 1 ||
    (hour - habit.lastHour <= SAME_TIME && isElsewhere(habit.lastCountries, countries));
  if (hops && habit.lastHop !== day) {
    habit.hoppingDays += 1;
    habit.lastHop = day;
  }
  if (dayOfHour(habit.lastHour) !== day) habit.days += 1;
  habit.lastHour = hour;
  if (countries.length > 0) habit.lastCountries = countries.join(' ');
}

function countriesOf(places: readonly Place[]): readonly string[] {
  const countries = new Set<string>();
  for (const { country } of places) if (country !== null) countries.add(country);
  return [...countries].sort();
}

function isElsewhere(before: string, countries: readonly string[]): boolean {
  const [country] = countries;
  return before !== '' && country !== undefined && before !== country;
}
