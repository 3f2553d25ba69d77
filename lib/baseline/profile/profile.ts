import type { ActorHour, HourActivity } from '../../activity/hourActivity';
import type { AccountId } from '../../telemetry/event';
import { FACETS } from '../baseline';
import type { PlaceOf } from './facets';
import { arePossible } from './figures';
import { dayOfHour, hourOf, HOUR_MS, HOURS_A_DAY } from './hours';
import { nothingLearned, type Knowledge } from './knowledge';
import { learnIdentities } from './learnIdentities';
import { learnManagement } from './learnManagement';
import type { ReportedThing } from './reportedThings';
import { Volumes } from './volumes';
import { KEPT_DAYS } from './volumeSeries';

/** What became of an hour that was to be learned. */
export type Learned =
  | 'learned'
  /** At or before the last hour that was learned. */
  | 'alreadyLearned'
  /** Before 2015, or not begun yet. */
  | 'impossible';

const EARLIEST_HOUR = hourOf(Date.UTC(2015, 0));
/** After such a silence an account is learned anew: it may well be another one. */
const LEARNED_ANEW_AFTER = 90 * HOURS_A_DAY;

/** An hour without what alerts keep back, and what these alerts told of newcomers. */
export interface TaughtHour extends HourActivity {
  readonly reported?: readonly ReportedThing[];
}

/** What was learned of an account, hour by hour. */
export class Profile {
  constructor(
    readonly account: AccountId,
    private known: Knowledge = nothingLearned(),
  ) {}

  get knowledge(): Readonly<Knowledge> {
    return this.known;
  }

  /** Start of the last hour that was learned, epoch ms; null before. */
  get learnedThrough(): number | null {
    return this.known.lastHour < 0 ? null : this.known.lastHour * HOUR_MS;
  }

  /** Days from the first to the last hour that was learned. */
  get historyDays(): number {
    const { firstHour, lastHour } = this.known;
    return lastHour < 0 ? 0 : Math.floor((lastHour + 1 - firstHour) / HOURS_A_DAY);
  }

  /**
   * Learns an hour; hours come in rising order, and those between count as idle, but for those
   * before the first request. What the platform itself does is left out; only who succeeds becomes
   * known.
   * @param placeOf where an address is, such as `GeoReader.lookup`
   * @param now epoch ms
   */
  learn(activity: TaughtHour, placeOf: PlaceOf, now: number): Learned {
    const hour = hourOf(activity.hour);
    const judged = this.judge(hour, now);
    if (judged !== 'learned') return judged;
    const actors = withoutPlatform(activity);
    const possible = actors.filter(arePossible);
    this.known.refused += actors.length - possible.length;
    const { deeds = [], reported = [] } = activity;
    if (this.known.volumes === null && possible.length + deeds.length === 0) return judged;
    this.begin(hour);
    this.known.volumes ??= Volumes.startingAt(hour);
    for (const thing of reported) this.known.reported.note(thing, hour);
    this.known.volumes.learn(hour, possible);
    learnIdentities(this.known, hour, possible, placeOf);
    learnManagement(this.known, hour, activity.deeds, placeOf);
    return 'learned';
  }

  /**
   * Learns an hour again of which something was kept back when its turn came. `activity` is all that
   * may teach now; an hour that was not learned yet is left to its turn.
   */
  learnLate(activity: HourActivity, placeOf: PlaceOf): void {
    const hour = hourOf(activity.hour);
    const { lastHour, volumes } = this.known;
    if (volumes === null || hour > lastHour || lastHour - hour > KEPT_DAYS * HOURS_A_DAY) return;
    const possible = withoutPlatform(activity).filter(arePossible);
    volumes.learn(hour, possible);
    learnIdentities(this.known, hour, possible, placeOf);
    learnManagement(this.known, hour, activity.deeds, placeOf);
  }

  /**
   * Remembers dismissed alerts that have taught late, so that each does so once; all others are
   * forgotten.
   */
  noteTaught(alerts: Iterable<string>): void {
    const { taughtAlerts } = this.known;
    const noted = [...alerts];
    taughtAlerts.clear();
    for (const alert of noted) taughtAlerts.add(alert);
  }

  /** Newcomers of whom somebody said that they were expected: from now on they become known. */
  forgetReported(things: Iterable<ReportedThing>): void {
    for (const thing of things) this.known.reported.forget(thing);
  }

  /** Passes an hour over of which nothing may be learned; its volumes count as unknown. */
  skip(time: number, now: number): Learned {
    const hour = hourOf(time);
    const judged = this.judge(hour, now);
    if (judged !== 'learned' || this.known.volumes === null) return judged;
    this.begin(hour);
    this.known.skippedHours.add(hour);
    return judged;
  }

  private judge(hour: number, now: number): Learned {
    if (hour >= EARLIEST_HOUR && hour <= hourOf(now)) {
      return hour <= this.known.lastHour ? 'alreadyLearned' : 'learned';
    }
    this.known.refused += 1;
    return 'impossible';
  }

  private begin(hour: number): void {
    const { lastHour } = this.known;
    if (lastHour >= 0 && hour - lastHour > LEARNED_ANEW_AFTER) this.known = nothingLearned();
    if (this.known.firstHour < 0) this.known.firstHour = hour;
    else if (dayOfHour(hour) > dayOfHour(lastHour))
      this.age(hour, dayOfHour(hour) - dayOfHour(lastHour));
    this.known.lastHour = hour;
  }

  private age(hour: number, days: number): void {
    for (const facet of FACETS) this.known.facets[facet].things.forget(hour);
    this.known.volumes?.age(hour, days);
    for (const skipped of this.known.skippedHours) {
      if (hour - skipped > KEPT_DAYS * HOURS_A_DAY) this.known.skippedHours.delete(skipped);
    }
  }
}

function withoutPlatform({ actors }: HourActivity): readonly ActorHour[] {
  return actors.filter(({ principal }) => principal.kind !== 'system');
}
