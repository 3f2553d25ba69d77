import type { QuickScan } from './quickScan';

const QUOTE = 0x22;
const ZERO = 0x30;
const COLON = 0x3a;
const POINT = 0x2e;
const UPPER_Z = 0x5a;
/** Bytes of `YYYY-MM-DDTHH:MM`, of that and `:SS.fff`, and of the shortest time that is read here. */
const MINUTE_BYTES = 16;
const TO_MILLISECOND = MINUTE_BYTES + 7;
const SHORTEST = TO_MILLISECOND + 1;
const MINUTE = 60_000;

/**
 * Reads the times within one minute from their bytes: `YYYY-MM-DDTHH:MM:SS.fff...Z`, to epoch ms.
 * Records of one minute come together, so the rest of a time is hardly ever looked at.
 */
export class Minute implements QuickScan {
  /** The number found last. */
  value = NaN;
  // The sixteen bytes that name it, as two doubles: compared as in `Literal`.
  private name = NaN;
  private nameToo = NaN;
  private start = NaN;

  endOf(view: DataView, from: number, end: number): number {
    if (
      from + SHORTEST >= end ||
      view.getFloat64(from, true) !== this.name ||
      view.getFloat64(from + 8, true) !== this.nameToo ||
      view.getUint8(from + 16) !== COLON ||
      view.getUint8(from + 19) !== POINT
    ) {
      return -1;
    }
    const seconds = numberAt(view, from + 17, 2);
    // What is below the millisecond is cut off.
    const milliseconds = numberAt(view, from + 20, 3);
    if (!(seconds < 60 && milliseconds >= 0)) return -1;
    let at = from + TO_MILLISECOND;
    while (at < end && isDigit(view.getUint8(at))) at += 1;
    if (at + 1 >= end || view.getUint8(at) !== UPPER_Z) return -1;
    if (view.getUint8(at + 1) !== QUOTE) return -1;
    this.value = this.start + seconds * 1000 + milliseconds;
    return at + 1;
  }

  /** From now on it is the minute of this time, which was read from these bytes the plain way. */
  moveTo(time: number, view: DataView, from: number, to: number): void {
    if (to - from < SHORTEST || view.getUint8(to - 1) !== UPPER_Z) return;
    this.name = view.getFloat64(from, true);
    this.nameToo = view.getFloat64(from + 8, true);
    this.start = Math.floor(time / MINUTE) * MINUTE;
  }
}

/** The number of so many digits; NaN where they are none. */
function numberAt(view: DataView, from: number, digits: number): number {
  let number = 0;
  for (let at = from; at < from + digits; at += 1) {
    const byte = view.getUint8(at);
    if (!isDigit(byte)) return NaN;
    number = number * 10 + byte - ZERO;
  }
  return number;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= ZERO + 9;
}
