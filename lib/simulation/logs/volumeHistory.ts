import { HOUR, isWeekend, localHour } from '../calendar';

const SHARE_OF_NEWEST = 0.3;

/** How many bytes an account usually sends out in an hour of weekdays and weekends. */
export class VolumeHistory {
  private readonly usual: (number | undefined)[] = [];
  private openHour = 0;
  private openBytes = 0;

  constructor(private readonly offset: number) {}

  add(time: number, bytes: number): void {
    const hour = Math.floor(time / HOUR);
    if (hour > this.openHour) this.close(hour);
    this.openBytes += bytes;
  }

  /** Bytes an hour around `time`; 0 where nothing is known. */
  usualAt(time: number): number {
    return this.usual[this.slotOf(time)] ?? 0;
  }

  private close(hour: number): void {
    const slot = this.slotOf(this.openHour * HOUR);
    const known = this.usual[slot] ?? this.openBytes;
    this.usual[slot] = known + SHARE_OF_NEWEST * (this.openBytes - known);
    this.openHour = hour;
    this.openBytes = 0;
  }

  private slotOf(time: number): number {
    const hour = Math.floor(localHour(time, this.offset));
    return isWeekend(time, this.offset) ? 24 + hour : hour;
  }
}
