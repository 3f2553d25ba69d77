import type { HourActivity } from '../../activity/hourActivity';
import { dayOfHour, hourOf, HOUR_MS } from '../profile/hours';
import type { AccountId } from '../../telemetry/event';
import { InlinedByContainer } from './inlinedTexts';
import { ObservedDay } from './observedDay';

/** Days that are kept apart: what coverage and recommendations speak of. */
export const WINDOW_DAYS = 14;
/** Key regenerations that are kept. */
const MOST_REGENERATIONS = 10;

/** What is known beside the days; times in epoch ms, null where never. */
export interface Milestones {
  /** Start of the first and of the last hour that was learned. */
  firstHour: number | null;
  learnedThrough: number | null;
  lastDenied: number | null;
  lastThrottled: number | null;
  /** First operation that the Activity Log told of. */
  firstManaged: number | null;
}

export function noMilestones(): Milestones {
  return {
    firstHour: null,
    learnedThrough: null,
    lastDenied: null,
    lastThrottled: null,
    firstManaged: null,
  };
}

/** What an account's hours showed, as facts: unlike in a profile nothing is withheld or weighed. */
export class Observations {
  constructor(
    readonly account: AccountId,
    private readonly milestones: Milestones = noMilestones(),
    private readonly days = new Map<number, ObservedDay>(),
    readonly inlined = new InlinedByContainer(),
    /** Hours in which keys were regenerated, epoch ms, the last ones. */
    private readonly regenerated: number[] = [],
  ) {}

  get known(): Readonly<Milestones> {
    return this.milestones;
  }

  /** Hours in which a key regeneration was seen, epoch ms in rising order. */
  get regenerations(): readonly number[] {
    return this.regenerated;
  }

  /** Adds an hour; hours come in rising order, and one that was added before changes nothing. */
  learn(activity: HourActivity): void {
    const { milestones } = this;
    const { hour, actors, deeds = [], queryTexts } = activity;
    if (hour <= (milestones.learnedThrough ?? -1)) return;
    milestones.firstHour ??= hour;
    milestones.learnedThrough = hour;
    const day = dayOfHour(hourOf(hour));
    const observed = this.days.get(day) ?? new ObservedDay(day);
    this.days.set(day, observed);
    observed.add(activity);
    this.inlined.see(day, queryTexts?.containers ?? []);
    if (actors.some(({ denied }) => denied > 0)) milestones.lastDenied = hour;
    if (actors.some(({ throttled }) => throttled > 0)) milestones.lastThrottled = hour;
    if (deeds.some(({ kind }) => kind !== 'state')) milestones.firstManaged ??= hour;
    if (deeds.some(({ kind }) => kind === 'keyRegeneration')) {
      this.regenerated.push(hour);
      if (this.regenerated.length > MOST_REGENERATIONS) this.regenerated.shift();
    }
    for (const old of this.days.keys()) if (day - old >= WINDOW_DAYS) this.days.delete(old);
  }

  /** The days of the window that ends with `now` (epoch ms), in order. */
  window(now: number): readonly ObservedDay[] {
    const today = dayOfHour(hourOf(now));
    return this.allDays().filter(({ day }) => today - day < WINDOW_DAYS);
  }

  /** All days that are kept, in order. */
  allDays(): readonly ObservedDay[] {
    return [...this.days.values()].sort((a, b) => a.day - b.day);
  }

  /** Start of the window's first hour, epoch ms. */
  windowStart(now: number): number {
    const first = (dayOfHour(hourOf(now)) - WINDOW_DAYS + 1) * 24 * HOUR_MS;
    return Math.max(first, this.milestones.firstHour ?? first);
  }
}
