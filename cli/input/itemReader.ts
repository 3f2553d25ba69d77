import type { MessageTextReader } from '../../lib/telemetry/pattern/messageText';
import { brokenEnvelope } from './brokenEnvelope';
import type { ByteWindow } from './byteWindow';
import { GiantValue } from './giantValue';
import { MAX_VALUE_BYTES, positionIn } from './item';
import type { InputItem, UnreadableReason } from './item';
import { beginsValue } from './jsonScan';
import { recordsOf } from './records';
import type { FoundRecords } from './records';
import { openingAt, Resync } from './resync';
import { Stretch } from './stretch';
import { describe } from './unreadableDetail';
import { ValueAttempt } from './valueAttempt';

/** Look-ahead in vain may cost this many times the bytes read, so that time stays linear. */
const MAX_WASTE_RATIO = 4;

/**
 * Reads the items of one window of bytes. What it finds depends on the bytes alone, not on how
 * they arrive.
 */
export class ItemReader {
  private readonly attempt: ValueAttempt;
  private readonly queue: InputItem[] = [];
  /** How the first value of the file begins. */
  private opening: string | null | undefined;
  private giant: GiantValue | null = null;
  private giantParts = 0;
  private stretch: { readonly bytes: Stretch; readonly resync: Resync } | null = null;
  /** True while the window stands at a value that may end the stretch. */
  private atCandidate = false;
  /** Length of the white space at the beginning of the line. */
  private indent = 0;
  /** Bytes that were looked at in vain. */
  private wasted = 0;

  constructor(
    private readonly path: string,
    private readonly window: ByteWindow,
    private readonly keepSource: boolean,
    /** Parses the records of a message at once, where that is wanted. */
    private readonly texts: MessageTextReader | null = null,
  ) {
    this.attempt = new ValueAttempt(window);
  }

  /** The next item; null where the window needs to be filled, or has ended. */
  next(): InputItem | null {
    for (;;) {
      const item = this.queue.shift();
      if (item !== undefined) return item;
      const read =
        this.stretch !== null
          ? this.readStretch(this.stretch)
          : this.giant !== null
            ? this.readGiant(this.giant)
            : this.readValue();
      if (!read) return null;
    }
  }

  /** True once all bytes are read and no item waits. */
  isAtEnd(): boolean {
    const { last, position, end } = this.window;
    return last && position >= end && this.queue.length === 0;
  }

  private readValue(): boolean {
    if (!this.skipBlanks()) return false;
    const { window } = this;
    if (!beginsValue(window.bytes[window.position])) {
      this.beginStretch('notJson', window.position, Infinity);
      return true;
    }
    if (this.texts !== null && this.readParsed(this.texts)) return true;
    const wasteful = this.isWasteful();
    const result = this.attempt.run(wasteful);
    if (result === 'more') return false;
    if (result === 'value') this.pushValue(this.attempt.value, this.attempt.end);
    else if (result === 'giant' && !wasteful) this.beginGiant();
    else this.beginStretch(result === 'giant' ? 'tooLarge' : result, this.attempt.end, this.indent);
    return true;
  }

  /** Reads a line whose records can be parsed from their text; false where it is no such line. */
  private readParsed(texts: MessageTextReader): boolean {
    const { window } = this;
    const { position } = window;
    const end = this.attempt.wholeLine();
    if (end === -1) return false;
    const place = positionIn(this.path, window.offsetOf(position));
    const found = texts.read(window.bytes, position, end, place);
    if (found === null) return false;
    const { outcomes, firstTime } = found;
    const message = { position: place, outcomes };
    this.opening ??= openingAt(window.bytes, position, window.end);
    this.queue.push({ kind: 'parsed', bytes: end - position, firstTime, message });
    window.position = end;
    return true;
  }

  private readStretch(stretch: NonNullable<ItemReader['stretch']>): boolean {
    const { window, attempt } = this;
    if (!this.atCandidate) {
      const candidate = stretch.resync.find(window, window.position);
      stretch.bytes.take(window, candidate.at);
      if (!candidate.found) {
        if (!window.last) return false;
        this.endStretch(stretch.bytes);
        return true;
      }
      // Lines do not overlap, so looking at each costs no more than reading it.
      if (this.isWasteful() && !candidate.beginsLine) {
        stretch.bytes.take(window, candidate.at + 1);
        return true;
      }
      this.atCandidate = true;
    }
    const wasteful = this.isWasteful();
    const result = attempt.run(wasteful);
    if (result === 'more') return false;
    this.atCandidate = false;
    if (result === 'value') {
      this.endStretch(stretch.bytes);
      if (this.pushValue(attempt.value, attempt.end)) this.giant = null;
      this.giant?.resume();
    } else if (result === 'giant' && !wasteful) {
      this.endStretch(stretch.bytes);
      this.beginGiant();
    } else {
      this.wasted += attempt.end - window.position;
      const opening = openingAt(window.bytes, window.position, window.end);
      stretch.resync.reject(window.bytes[window.position], opening);
      stretch.bytes.take(window, window.position + 1);
    }
    return true;
  }

  private readGiant(giant: GiantValue): boolean {
    const { window } = this;
    const step = giant.step();
    if (step === 'more') return false;
    this.pushPart(giant);
    if (step === 'part') return true;
    if (step === 'value') this.pushValue(giant.value, giant.end);
    else if (step !== 'done') {
      this.beginStretch(step, giant.end, this.indent);
      if (giant.inList && !(window.last && window.position >= window.end)) return true;
    }
    this.giant = null;
    return true;
  }

  private beginGiant(): void {
    this.giant = new GiantValue(this.window);
    this.giantParts = 0;
  }

  private beginStretch(reason: UnreadableReason, brokenAt: number, maxIndent: number): void {
    const { window } = this;
    const { bytes, position, end } = window;
    this.wasted += brokenAt - position;
    const offset = window.offsetOf(position);
    const detail = describe(reason, bytes[position], window.offsetOf(brokenAt));
    const stretch = new Stretch(this.path, offset, reason, detail);
    const known = this.giant?.opening ?? this.opening ?? null;
    const resync = new Resync(maxIndent, known, openingAt(bytes, position, end));
    stretch.take(window, Math.min(position + 1, end));
    this.stretch = { bytes: stretch, resync };
    this.atCandidate = false;
  }

  private endStretch(stretch: Stretch): void {
    this.queue.push(stretch.finish());
    this.stretch = null;
  }

  /** Hands on the value that begins at the window's position; true if it is an envelope. */
  private pushValue(value: unknown, end: number): boolean {
    const { window } = this;
    const { bytes, position } = window;
    this.opening ??= openingAt(bytes, position, window.end);
    const found = recordsOf(value);
    const offset = window.offsetOf(position);
    const isSource = this.keepSource && !found.derived && found.brokenEnvelopes.length === 0;
    const source = isSource ? Buffer.from(bytes.subarray(position, end)) : null;
    this.push(found, offset, end - position, true, source);
    window.position = end;
    return found.records !== value && found.records[0] !== value;
  }

  private pushPart(giant: GiantValue): void {
    const part = giant.takePart();
    if (part === null) return;
    this.push(part, part.offset, part.bytes, this.giantParts === 0, null);
    this.giantParts += 1;
  }

  private push(
    found: Omit<FoundRecords, 'derived'>,
    offset: number,
    bytes: number,
    first: boolean,
    source: Buffer | null,
  ): void {
    const { path } = this;
    const { records, brokenEnvelopes } = found;
    if (records.length > 0 || brokenEnvelopes.length === 0) {
      this.queue.push({ kind: 'message', path, offset, bytes, records, first, source });
    }
    for (const envelope of brokenEnvelopes) {
      this.queue.push(brokenEnvelope(path, offset, envelope));
    }
  }

  /** Moves to the next byte that says something; false where the window ends before it. */
  private skipBlanks(): boolean {
    const { window } = this;
    const { bytes, end, last } = window;
    for (; window.position < end; window.position += 1) {
      const byte = bytes[window.position];
      if (byte === 0x0a) this.indent = 0;
      else if (byte === 0x20 || byte === 0x09) this.indent += 1;
      else if (byte === 0xef) {
        if (window.position + 3 > end && !last) return false;
        if (bytes[window.position + 1] !== 0xbb || bytes[window.position + 2] !== 0xbf) return true;
        if (window.position + 3 > end) return true;
        window.position += 2;
      } else if (byte !== 0x0d && byte !== 0x00) return true;
    }
    return false;
  }

  private isWasteful(): boolean {
    const read = this.window.offsetOf(this.window.position);
    return this.wasted > MAX_WASTE_RATIO * read + MAX_VALUE_BYTES;
  }
}
