import type { Clock } from '../../lib/pipeline';

const DAY = 86_400_000;
/** A record that is further ahead than this is believed only when others say the same, ms. */
const LEAP = DAY;
/** So many events in a row. */
const WITNESSES = 3;
/** When Cosmos DB came to be; what is older has a wrong clock. */
const EARLIEST = Date.UTC(2015, 0);

/**
 * Time is that of the newest event, so that the same bytes give the same alerts. A single wrong clock
 * does not move it.
 */
export class EventClock implements Clock {
  private latest = 0;
  private first = Infinity;
  /** The first event may be the one with the wrong clock, until another one agrees. */
  private isConfirmed = false;
  private ahead: number[] = [];

  /** @param learnDays days from the first event on that only teach */
  constructor(private readonly learnDays: number) {}

  observe(eventTime: number): void {
    if (eventTime < EARLIEST) return;
    if (this.latest === 0) this.begin(eventTime);
    else if (eventTime > this.latest + LEAP) this.leap(eventTime);
    else if (!this.isConfirmed && eventTime < this.latest - LEAP) this.begin(eventTime);
    else {
      this.isConfirmed = true;
      if (this.ahead.length > 0) this.ahead = [];
      if (eventTime > this.latest) this.latest = eventTime;
    }
  }

  now(): number {
    return this.latest;
  }

  raisesFrom(): number {
    return this.learnDays === 0 ? -Infinity : this.first + this.learnDays * DAY;
  }

  /** Nothing more will come: whatever still waits for its time is due. */
  end(): void {
    this.latest += DAY;
  }

  private begin(eventTime: number): void {
    this.latest = eventTime;
    this.first = eventTime;
  }

  private leap(eventTime: number): void {
    this.ahead = this.ahead.filter((time) => Math.abs(time - eventTime) <= LEAP);
    this.ahead.push(eventTime);
    if (this.ahead.length < WITNESSES) return;
    const reached = Math.min(...this.ahead);
    this.ahead = [];
    if (this.isConfirmed) this.latest = reached;
    else this.begin(reached);
    this.isConfirmed = true;
  }
}
