import type { Clock } from '../../lib/pipeline';

const DAY = 86_400_000;
/** A record that is further ahead than this is believed only when others say the same, ms. */
const LEAP = DAY;
/** So many events in a row. */
const WITNESSES = 3;
/** When Cosmos DB came to be; what is older has a wrong clock. */
const EARLIEST = Date.UTC(2015, 0);

/** Time is that of the newest event, so that the same bytes give the same alerts. */
export class EventClock implements Clock {
  private latest = 0;
  private first = Infinity;
  private ahead: number[] = [];

  /** @param learnDays days from the first event on that only teach */
  constructor(private readonly learnDays: number) {}

  observe(eventTime: number): void {
    if (eventTime < EARLIEST) return;
    if (eventTime <= this.latest + LEAP) {
      if (this.ahead.length > 0) this.ahead = [];
      if (eventTime > this.latest) this.latest = eventTime;
      return;
    }
    this.ahead.push(eventTime);
    if (this.ahead.length < WITNESSES && this.latest > 0) return;
    this.latest = Math.min(...this.ahead);
    this.first = Math.min(this.first, this.latest);
    this.ahead = [];
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
}
