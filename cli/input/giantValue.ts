import type { ByteWindow } from './byteWindow';
import { skipSpace, walkMembers } from './envelopeSearch';
import { MAX_VALUE_BYTES, SPLIT_BYTES } from './item';
import type { UnreadableReason } from './item';
import { JsonScan } from './jsonScan';
import { recordsOf } from './records';
import { openingAt } from './resync';
import { reasonOf } from './valueAttempt';

const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;

/** Elements are handed out together up to this many bytes. */
const PART_BYTES = 256 * 1024;

/** `value`: a lone value ends at `end`. `part`: elements are ready. */
export type GiantStep = 'value' | 'part' | 'more' | 'done' | UnreadableReason;

/** Elements of a giant value that were read together. */
export interface Part {
  readonly offset: number;
  readonly bytes: number;
  readonly records: readonly unknown[];
  readonly brokenEnvelopes: readonly unknown[];
}

/**
 * Reads a value longer than `SPLIT_BYTES` element by element, so that memory does not grow with
 * it: an array, an envelope, or an array of envelopes. Any other value is read whole.
 */
export class GiantValue {
  value: unknown = null;
  /** Index after a lone value, or where the reading broke. */
  end = 0;
  /** True once the list was entered, so that reading can go on behind a broken element. */
  inList = false;
  /** How the elements begin, see `openingAt`. */
  opening: string | null = null;
  private place: 'start' | 'list' | 'tail' = 'start';
  private inEnvelope = false;
  private inArray = false;
  private afterElement = false;
  private recovered = false;
  private records: unknown[] = [];
  private brokenEnvelopes: unknown[] = [];
  private partOffset = 0;
  private readonly scan = new JsonScan();

  constructor(private readonly window: ByteWindow) {}

  /** Goes on up to the next part, or to where more bytes are needed or the value is broken. */
  step(): GiantStep {
    for (;;) {
      const step =
        this.place === 'start'
          ? this.start()
          : this.place === 'list'
            ? this.element()
            : this.tail();
      if (step !== null) return step;
    }
  }

  /** The elements read since the last part, or null. */
  takePart(): Part | null {
    const { records, brokenEnvelopes, partOffset } = this;
    if (records.length === 0 && brokenEnvelopes.length === 0) return null;
    this.records = [];
    this.brokenEnvelopes = [];
    const bytes = this.window.offsetOf(this.window.position) - partOffset;
    return { offset: partOffset, bytes, records, brokenEnvelopes };
  }

  /** Goes on behind an element that was broken and one that was read by other means after it. */
  resume(): void {
    this.recovered = true;
    this.afterElement = true;
  }

  private start(): GiantStep | null {
    const { window } = this;
    const first = window.bytes[window.position];
    if (first === OPEN_BRACKET) {
      window.position += 1;
      this.inArray = true;
      this.enterList();
      return null;
    }
    if (first === OPEN_BRACE) return this.enterObject();
    return this.whole();
  }

  /** Enters an object's `records`, or reads it whole where it is no envelope. */
  private enterObject(): GiantStep | null {
    const { window } = this;
    const { to, last, full } = this.readable();
    const walk = walkMembers(this.scan, window.bytes, window.position + 1, to, last, false);
    if (walk.kind === 'more') return full ? this.tooLarge() : 'more';
    if (walk.kind === 'end') return this.whole();
    if (walk.kind === 'broken') {
      this.end = walk.at;
      return walk.reason;
    }
    window.position = walk.at;
    this.inEnvelope = true;
    this.enterList();
    return null;
  }

  private enterList(): void {
    this.place = 'list';
    this.inList = true;
    this.afterElement = false;
  }

  private element(): GiantStep | null {
    const { window } = this;
    const { bytes } = window;
    window.position = skipSpace(bytes, window.position, window.end);
    if (window.position >= window.end) return window.last ? this.endOfInput() : 'more';
    const byte = bytes[window.position];
    if (byte === CLOSE_BRACKET) return this.closeList();
    if (this.afterElement) {
      if (byte !== COMMA) return this.recovered ? 'done' : this.brokenAt(window.position);
      window.position += 1;
      this.afterElement = false;
      return null;
    }
    if (this.records.length === 0) this.partOffset = window.offsetOf(window.position);
    this.opening ??= openingAt(bytes, window.position, window.end);
    const { to, last, full } = this.readable();
    const result = this.scan.run(bytes, window.position, to, last);
    const length = (result === 'more' ? to : this.scan.at) - window.position;
    if (byte === OPEN_BRACE && !this.inEnvelope && length > SPLIT_BYTES) {
      return this.records.length > 0 ? 'part' : this.enterObject();
    }
    if (result === 'more') return full ? this.tooLarge() : 'more';
    this.end = this.scan.at;
    if (result !== 'end') return reasonOf(result);
    const value = this.parse(this.end);
    if (value === undefined) return 'brokenJson';
    this.add(value);
    window.position = this.end;
    this.afterElement = true;
    return window.offsetOf(this.end) - this.partOffset >= PART_BYTES ? 'part' : null;
  }

  private add(value: unknown): void {
    if (this.inEnvelope) {
      this.records.push(value);
      return;
    }
    const found = recordsOf([value]);
    for (const record of found.records) this.records.push(record);
    this.brokenEnvelopes.push(...found.brokenEnvelopes);
  }

  private closeList(): GiantStep | null {
    this.window.position += 1;
    if (!this.inEnvelope) return 'done';
    this.place = 'tail';
    return null;
  }

  /** Members after `records`. */
  private tail(): GiantStep | null {
    const { window } = this;
    const { to, last, full } = this.readable();
    const walk = walkMembers(this.scan, window.bytes, window.position, to, last, true);
    if (walk.kind === 'more') return full ? this.tooLarge() : 'more';
    if (walk.kind !== 'end') {
      this.inList = false;
      return this.brokenAt(walk.at, walk.kind === 'broken' ? walk.reason : 'brokenJson');
    }
    window.position = walk.at;
    if (!this.inArray) return 'done';
    this.inEnvelope = false;
    this.place = 'list';
    this.afterElement = true;
    return null;
  }

  private whole(): GiantStep {
    const { window } = this;
    const { to, last, full } = this.readable();
    const result = this.scan.run(window.bytes, window.position, to, last);
    if (result === 'more') return full ? this.tooLarge() : 'more';
    this.end = this.scan.at;
    if (result !== 'end') return reasonOf(result);
    this.value = this.parse(this.end);
    if (this.value === undefined) return 'brokenJson';
    if (!this.inList) return 'value';
    this.partOffset = window.offsetOf(window.position);
    this.add(this.value);
    window.position = this.end;
    this.afterElement = true;
    return 'part';
  }

  /** Undefined where it is not JSON after all. */
  private parse(end: number): unknown {
    try {
      return JSON.parse(this.window.text(this.window.position, end));
    } catch {
      // The caller reports it with its place.
      return undefined;
    }
  }

  private readable(): { to: number; last: boolean; full: boolean } {
    const { position, end, last } = this.window;
    const to = Math.min(end, position + MAX_VALUE_BYTES);
    return { to, last: last && to === end, full: to - position >= MAX_VALUE_BYTES };
  }

  private tooLarge(): GiantStep {
    return this.brokenAt(this.window.position, 'tooLarge');
  }

  /** After a broken element the end of the input has been reported already. */
  private endOfInput(): GiantStep {
    return this.recovered ? 'done' : this.brokenAt(this.window.position, 'truncated');
  }

  private brokenAt(index: number, reason: UnreadableReason = 'brokenJson'): GiantStep {
    this.end = index;
    return reason;
  }
}
