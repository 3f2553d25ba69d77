import type { ByteWindow } from './byteWindow';
import { walkMembers } from './envelopeSearch';
import type { RecordsOf } from './foundRecords';
import { MAX_VALUE_BYTES, SPLIT_BYTES } from './item';
import { beginsScalar, JsonScan, reasonOf, skipSpace } from './jsonScan';
import type { BrokenReason } from './jsonScan';
import { ListPart } from './listPart';
import { ENVELOPE, openingAt } from './resync';

const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;

/** `value`: a lone value ends at `end`. `part`: elements are ready. `cut`: the list has no end. */
export type ListStep = 'value' | 'part' | 'more' | 'done' | 'cut' | 'tooLarge' | BrokenReason;

/**
 * Reads a value element by element: one longer than `SPLIT_BYTES`, so that memory does not grow
 * with it, or a broken one, so that only what is broken is lost. It is an array, an envelope, or
 * an array of envelopes. Any other value is read whole.
 */
export class ListReader {
  value: unknown = null;
  /** The elements that were read and not yet taken. */
  readonly part: ListPart;
  /** Index after a lone value, or where the reading broke. */
  end = 0;
  /** True where the last step met an object whose brackets and quotes are right: it ends at `end`. */
  enclosed = false;
  /** True once the list was entered, so that reading can go on behind a broken element. */
  inList = false;
  /** True within the `records` of an envelope. */
  inEnvelope = false;
  /** How the elements begin, see `openingAt`. */
  opening: string | null = null;
  private place: 'start' | 'list' | 'tail' = 'start';
  private inArray = false;
  private afterElement = false;
  /** True once a broken element has been told of. */
  private lost = false;
  private readonly scan = new JsonScan();

  constructor(
    private readonly window: ByteWindow,
    private readonly recordsOf: RecordsOf,
  ) {
    this.part = new ListPart(window);
  }

  /** Goes on up to the next part, or to where more bytes are needed or the value is broken. */
  step(): ListStep {
    this.enclosed = false;
    for (;;) {
      const step =
        this.place === 'start'
          ? this.start()
          : this.place === 'list'
            ? this.element()
            : this.tail();
      if (step === null) continue;
      this.lost ||= step !== 'part' && step !== 'more';
      return step;
    }
  }

  /** Goes on behind an element that was broken and one that was read by other means after it. */
  resume(): void {
    this.afterElement = true;
  }

  private start(): ListStep | null {
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
  private enterObject(): ListStep | null {
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

  private element(): ListStep | null {
    const { window } = this;
    const { bytes } = window;
    window.position = skipSpace(bytes, window.position, window.end);
    if (window.position >= window.end) {
      if (!window.last) return 'more';
      // After a broken element the end of the input has been reported already.
      return this.lost ? 'done' : 'cut';
    }
    const byte = bytes[window.position];
    if (byte === CLOSE_BRACKET) return this.closeList();
    if (byte === COMMA) {
      window.position += 1;
      this.afterElement = false;
      return null;
    }
    // A comma that is missing costs nothing, but behind broken bytes the list may have ended.
    if (this.afterElement && this.lost) return 'done';
    this.part.beginElement();
    const { to, last, full } = this.readable();
    const result = this.scan.run(bytes, window.position, to, last);
    this.end = result === 'more' ? to : this.scan.at;
    const isLong = this.end - window.position > SPLIT_BYTES;
    if (result === 'more' && !isLong) return full ? this.tooLarge() : 'more';
    if (result === 'end' && beginsScalar(byte)) {
      const next = skipSpace(bytes, this.end, window.end);
      if (next === window.end && !window.last) return 'more';
      // A stray quote makes a text of the beginning of what follows.
      if (next < window.end && bytes[next] !== COMMA && bytes[next] !== CLOSE_BRACKET) {
        return this.brokenAt(next, 'brokenJson');
      }
    }
    const opening = openingAt(bytes, window.position, window.end);
    // No record begins so: the envelope ended without its brackets, and here is the next one.
    if (this.inEnvelope && opening === ENVELOPE) return 'cut';
    this.opening ??= opening;
    const value = result === 'end' && !isLong ? this.parse() : undefined;
    if (value === undefined && byte === OPEN_BRACE && !this.inEnvelope) {
      return this.part.isEmpty ? this.enterObject() : 'part';
    }
    if (result === 'more') return full ? this.tooLarge() : 'more';
    return result === 'end' ? this.take(value ?? this.parse()) : reasonOf(result);
  }

  /** Adds the element that ends at `end`. */
  private take(value: unknown): ListStep | null {
    const { window } = this;
    if (value === undefined) return this.unparsed();
    this.part.add(this.recordsOf([value]));
    window.position = this.end;
    this.afterElement = true;
    return this.part.isFull ? 'part' : null;
  }

  private closeList(): ListStep | null {
    this.window.position += 1;
    if (!this.inEnvelope) return 'done';
    this.place = 'tail';
    return null;
  }

  /** Members after `records`. */
  private tail(): ListStep | null {
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

  private whole(): ListStep | null {
    const { window } = this;
    const { to, last, full } = this.readable();
    const result = this.scan.run(window.bytes, window.position, to, last);
    if (result === 'more') return full ? this.tooLarge() : 'more';
    this.end = this.scan.at;
    if (result !== 'end') return reasonOf(result);
    this.value = this.parse();
    if (this.value === undefined) return this.unparsed();
    if (!this.inList) return 'value';
    this.part.beginElement();
    return this.take(this.value) ?? 'part';
  }

  /** The value up to `end`; undefined where it is not JSON after all. */
  private parse(): unknown {
    try {
      return JSON.parse(this.window.text(this.window.position, this.end));
    } catch {
      // The caller reports it with its place.
      return undefined;
    }
  }

  private unparsed(): ListStep {
    const { bytes, position } = this.window;
    // What holds records itself is searched for them.
    this.enclosed =
      bytes[position] === OPEN_BRACE &&
      walkMembers(this.scan, bytes, position + 1, this.end, true, false).kind === 'end';
    return 'brokenJson';
  }

  private readable(): { to: number; last: boolean; full: boolean } {
    const { position, end, last } = this.window;
    const to = Math.min(end, position + MAX_VALUE_BYTES);
    return { to, last: last && to === end, full: to - position >= MAX_VALUE_BYTES };
  }

  private tooLarge(): ListStep {
    return this.brokenAt(this.window.position, 'tooLarge');
  }

  private brokenAt(index: number, reason: BrokenReason | 'tooLarge'): ListStep {
    this.end = index;
    return reason;
  }
}
