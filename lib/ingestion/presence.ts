/** Length of a slot of a presence, ms. */
export const SLOT = 15 * 60_000;
export const SLOTS_OF_DAY = 96;
export const SLOTS_OF_WEEK = 7 * SLOTS_OF_DAY;
/** Five weeks, so that a thing done once a week leaves four pauses between. */
const SLOTS = 5 * SLOTS_OF_WEEK;
/** Newest slot of a presence that has none: an operator that only compares needs no null. */
const NONE = -1;

/** A presence as it is stored: its newest slot, and a bit for each slot as base64. */
export type StoredPresence = readonly [newest: number, bits: string];

/** Number of the quarter of an hour that a time lies in, from the epoch on. */
export function slotOf(time: number): number {
  return Math.floor(time / SLOT);
}

/**
 * In which quarters of an hour there were records, over five weeks up to the newest. It is a set:
 * order, copies and redelivery cannot change it, and two of them are put together by their union.
 */
export class Presence {
  private newest = NONE;
  private changes = 0;
  /** Slot `s` is bit `s % SLOTS`. */
  private readonly bits = new Uint8Array(SLOTS / 8);

  /** @throws RangeError for what was not written by `toStored` */
  static from([newest, text]: StoredPresence): Presence {
    const bytes = Buffer.from(text, 'base64');
    const presence = new Presence();
    if (bytes.length !== presence.bits.length || !Number.isSafeInteger(newest)) {
      throw new RangeError(`a presence of ${bytes.length} bytes up to ${newest}`);
    }
    presence.bits.set(bytes);
    presence.newest = newest;
    return presence;
  }

  /** The newest slot, or -1 where there is none. */
  get last(): number {
    return this.newest;
  }

  /** Another one after every change. */
  get version(): number {
    return this.changes;
  }

  /** Adds a slot; one older than five weeks before the newest is passed over. */
  mark(slot: number): void {
    if (slot > this.newest) this.advance(slot);
    else if (slot <= this.newest - SLOTS) return;
    const bit = slot % SLOTS;
    const known = this.bits[bit >> 3] ?? 0;
    if ((known & (1 << (bit & 7))) !== 0) return;
    this.bits[bit >> 3] = known | (1 << (bit & 7));
    this.changes += 1;
  }

  has(slot: number): boolean {
    if (slot > this.newest || slot <= this.newest - SLOTS || slot < 0) return false;
    const bit = slot % SLOTS;
    return ((this.bits[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  /** All slots with records, in order. */
  slots(): number[] {
    const present: number[] = [];
    for (let slot = Math.max(0, this.newest - SLOTS + 1); slot <= this.newest; slot += 1) {
      const bit = slot % SLOTS;
      const eight = this.bits[bit >> 3] ?? 0;
      if (eight === 0) slot += 7 - (bit & 7);
      else if ((eight & (1 << (bit & 7))) !== 0) present.push(slot);
    }
    return present;
  }

  /** Adds all slots of another one. */
  add(other: Presence): void {
    if (other.newest > this.newest) this.advance(other.newest);
    const aged = new Presence();
    aged.bits.set(other.bits);
    aged.newest = other.newest;
    aged.advance(this.newest);
    for (const [at, eight] of aged.bits.entries()) this.bits[at] = (this.bits[at] ?? 0) | eight;
    this.changes += 1;
  }

  toStored(): StoredPresence {
    return [this.newest, Buffer.from(this.bits).toString('base64')];
  }

  /** Forgets what falls out at the far end. */
  private advance(newest: number): void {
    if (newest - this.newest >= SLOTS) this.bits.fill(0);
    else {
      for (let slot = this.newest + 1; slot <= newest; slot += 1) {
        const bit = slot % SLOTS;
        this.bits[bit >> 3] = (this.bits[bit >> 3] ?? 0) & ~(1 << (bit & 7));
      }
    }
    this.newest = newest;
  }
}
