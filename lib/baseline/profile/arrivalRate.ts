/** Days at the start during which everything is new and tells nothing. */
const DISCOVERY_DAYS = 3;
/** A day counts so much of the day after it, as in Microsoft's `detect_anomalous_new_entity_fl`. */
const DAILY_DECAY = 0.95;
/** Before anything is known, half a day with arrivals out of one. */
const PRIOR_ARRIVALS = 0.5;
const PRIOR_DAYS = 1;

export interface StoredArrivalRate {
  /** First day that was watched, and the day that is being watched; -1 before. Days since 1970. */
  readonly since: number;
  readonly day: number;
  /** Whether something new was seen on `day`. */
  readonly hasArrival: boolean;
  /** Weight of the days before `day`, and of those with something new. */
  readonly days: number;
  readonly arrivalDays: number;
}

const NOTHING_WATCHED: StoredArrivalRate = {
  since: -1,
  day: -1,
  hasArrival: false,
  days: 0,
  arrivalDays: 0,
};

/**
 * How often something new of a kind appears. Microsoft's rule takes the decayed number of first
 * sightings as a Poisson rate; but new things come in clumps (a deployment brings ten networks in
 * an hour), so days with something new are counted instead:
 *
 *     P(new within a day) = (sum of 0.95^age over days with arrivals + 0.5) / (sum over all days + 1)
 *
 * The prior keeps a short history honest: 0.05 after 14 days without arrivals, 0.03 after 30.
 */
export class ArrivalRate {
  private state: { -readonly [Name in keyof StoredArrivalRate]: StoredArrivalRate[Name] };

  constructor(stored: StoredArrivalRate = NOTHING_WATCHED) {
    this.state = { ...stored };
  }

  /** Notes that the kind was watched on a day. Days come in rising order. */
  watch(day: number): void {
    const { state } = this;
    if (day <= state.day) return;
    if (state.since < 0) state.since = day;
    else if (state.day >= state.since + DISCOVERY_DAYS) {
      // The day that is over counts in full; days without telemetry only make it older.
      const decay = DAILY_DECAY ** (day - state.day);
      const age = DAILY_DECAY ** (day - state.day - 1);
      state.days = state.days * decay + age;
      state.arrivalDays = state.arrivalDays * decay + (state.hasArrival ? age : 0);
    }
    state.day = day;
    state.hasArrival = false;
  }

  /** Notes that something new was seen on the day that is watched. */
  arrive(): void {
    this.state.hasArrival = true;
  }

  /** P(at least one new value within a day). */
  get dailyProbability(): number {
    return (this.state.arrivalDays + PRIOR_ARRIVALS) / (this.state.days + PRIOR_DAYS);
  }

  /** 1 - P(at least one new value within a day). */
  get surprise(): number {
    return Math.max(0, 1 - this.dailyProbability);
  }

  /**
   * The same of those new things alone that were first seen on these days: how unusual one more of
   * them is, whatever else is new.
   */
  surpriseOfSome(firstDays: Iterable<number>): number {
    const { since, day, days } = this.state;
    let arrivalDays = 0;
    for (const first of new Set(firstDays)) {
      if (first >= since + DISCOVERY_DAYS && first < day) {
        arrivalDays += DAILY_DECAY ** (day - first - 1);
      }
    }
    return Math.max(0, 1 - (arrivalDays + PRIOR_ARRIVALS) / (days + PRIOR_DAYS));
  }

  toStored(): StoredArrivalRate {
    return { ...this.state };
  }
}
