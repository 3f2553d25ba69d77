import type { Slot } from './slot';

const ZERO = 0x30;
const COLON = 0x3a;
const POINT = 0x2e;
const UPPER_Z = 0x5a;
/** Bytes of `YYYY-MM-DDTHH:MM`, and of the shortest time that is read here, `...:SS.fffZ`. */
const MINUTE_BYTES = 16;
const SHORTEST = MINUTE_BYTES + 8;
const MINUTE = 60_000;

/**
 * The times within one minute, read from their bytes: `YYYY-MM-DDTHH:MM:SS.fff...Z`. Records of one
 * minute come together, so the rest of a time is hardly ever looked at.
 */
export class Minute {
  // The sixteen bytes that name it, as two doubles: compared as in `Literal`.
  private name = NaN;
  private nameToo = NaN;
  private start = NaN;

  /** Epoch ms of the time in a slot; NaN where it is of another minute or spelt differently. */
  timeIn({ view, from, to }: Slot): number {
    const last = to - 1;
    if (
      to - from < SHORTEST ||
      view.getFloat64(from, true) !== this.name ||
      view.getFloat64(from + 8, true) !== this.nameToo ||
      view.getUint8(from + 16) !== COLON ||
      view.getUint8(from + 19) !== POINT ||
      view.getUint8(last) !== UPPER_Z
    ) {
      return NaN;
    }
    const seconds = digitAt(view, from + 17) * 10 + digitAt(view, from + 18);
    let milliseconds = 0;
    for (let at = from + 20; at < from + 23; at += 1) {
      milliseconds = milliseconds * 10 + digitAt(view, at);
    }
    // Below the millisecond: cut off, but they have to be digits.
    let rest = 0;
    for (let at = from + 23; at < last; at += 1) rest += digitAt(view, at);
    return seconds < 60 && rest < Infinity ? this.start + seconds * 1000 + milliseconds : NaN;
  }

  /** From now on it is the minute of this time, which was read from the slot the plain way. */
  moveTo(time: number, { view, from, to }: Slot): void {
    if (to - from < SHORTEST || view.getUint8(to - 1) !== UPPER_Z) return;
    this.name = view.getFloat64(from, true);
    this.nameToo = view.getFloat64(from + 8, true);
    this.start = Math.floor(time / MINUTE) * MINUTE;
  }
}

/** A decimal digit, or NaN. */
function digitAt(view: DataView, at: number): number {
  const digit = view.getUint8(at) - ZERO;
  return digit >= 0 && digit <= 9 ? digit : NaN;
}
