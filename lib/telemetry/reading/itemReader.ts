import type { MessageTextReader } from '../pattern/messageText';
import { Blanks } from './blanks';
import type { ByteWindow } from './byteWindow';
import type { RecordsOf } from './foundRecords';
import { MAX_VALUE_BYTES, positionIn } from './item';
import type { InputItem } from './item';
import { ItemQueue } from './itemQueue';
import { beginsValue } from './jsonScan';
import { ListReader } from './listReader';
import { isEnvelope, isRecordLike } from './recordLike';
import { openingAt, Resync } from './resync';
import type { CandidateKind } from './resync';
import { Stretch } from './stretch';
import type { OpenStretch } from './stretch';
import { describe } from './unreadableReason';
import type { ByteReason } from './unreadableReason';
import { ValueAttempt } from './valueAttempt';

/** Look-ahead in vain may cost this many times the bytes read, so that time stays linear. */
const MAX_WASTE_RATIO = 4;

/** How the items of an input are made. */
export interface ItemOptions {
  /** What the input is called. */
  readonly path: string;
  readonly recordsOf: RecordsOf;
  /** Messages bring their bytes along. */
  readonly keepSource?: boolean;
  /** Parses the records of a message at once. */
  readonly texts?: MessageTextReader;
}

/**
 * Reads the items of one window of bytes. What it finds depends on the bytes alone, not on how
 * they arrive.
 */
export class ItemReader {
  private readonly blanks: Blanks;
  private readonly attempt: ValueAttempt;
  private readonly queue: ItemQueue;
  /** How the first value of the input begins. */
  private opening: string | null | undefined;
  private list: ListReader | null = null;
  private listParts = 0;
  private stretch: OpenStretch | null = null;
  /** What the window stands at that may end the stretch. */
  private candidate: CandidateKind = 'none';
  /** Bytes that were looked at in vain. */
  private wasted = 0;

  constructor(
    private readonly window: ByteWindow,
    private readonly options: ItemOptions,
  ) {
    this.blanks = new Blanks(window);
    this.attempt = new ValueAttempt(window);
    this.queue = new ItemQueue(options.path);
  }

  /** The next item; null where the window needs to be filled, or has ended. */
  next(): InputItem | null {
    for (;;) {
      const item = this.queue.take();
      if (item !== undefined) return item;
      const read =
        this.stretch !== null
          ? this.readStretch(this.stretch)
          : this.list !== null
            ? this.readList(this.list)
            : this.readValue();
      if (!read) return null;
    }
  }

  /** True once all bytes are read and no item waits. */
  isAtEnd(): boolean {
    const { last, position, end } = this.window;
    return last && position >= end && this.queue.isEmpty;
  }

  private readValue(): boolean {
    if (!this.blanks.skip()) return false;
    const { window, attempt } = this;
    const { texts } = this.options;
    if (!beginsValue(window.bytes[window.position])) {
      this.beginStretch('notJson', window.position, Infinity);
      return true;
    }
    if (texts !== undefined && this.readParsed(texts)) return true;
    const wasteful = this.isWasteful();
    const result = attempt.run(wasteful);
    if (result === 'more') return false;
    if (result === 'value') this.pushValue(attempt.value, attempt.end);
    else if (!wasteful && (result === 'giant' || attempt.brokeInList())) this.beginList();
    else if (attempt.enclosed) this.pushBroken(attempt.end);
    else
      this.beginStretch(result === 'giant' ? 'tooLarge' : result, attempt.end, this.blanks.indent);
    return true;
  }

  /** Reads a line whose records can be parsed from their text; false where it is no such line. */
  private readParsed(texts: MessageTextReader): boolean {
    const { window } = this;
    const { position } = window;
    const end = this.attempt.wholeLine();
    if (end === -1) return false;
    const place = positionIn(this.options.path, window.offsetOf(position));
    const found = texts.read(window.bytes, position, end, place);
    if (found === null) return false;
    const { outcomes, firstTime } = found;
    const message = { position: place, outcomes };
    this.opening ??= openingAt(window.bytes, position, window.end);
    this.queue.add({ kind: 'parsed', bytes: end - position, firstTime, message });
    window.position = end;
    return true;
  }

  private readStretch(stretch: OpenStretch): boolean {
    const { window, attempt } = this;
    if (this.candidate === 'none') {
      const { kind, at } = stretch.resync.find(window, window.position);
      stretch.bytes.take(window, at);
      if (kind === 'none') {
        if (!window.last) return false;
        this.endStretch(stretch.bytes);
        return true;
      }
      // Lines do not overlap, so looking at each costs no more than reading it.
      if (this.isWasteful() && kind !== 'line') {
        stretch.bytes.take(window, at + 1);
        return true;
      }
      this.candidate = kind;
    }
    const wasteful = this.isWasteful();
    const result = attempt.run(wasteful);
    if (result === 'more') return false;
    const isPossible = this.candidate === 'possible';
    this.candidate = 'none';
    if (result === 'value' && (!isPossible || isRecordLike(attempt.value))) {
      this.endStretch(stretch.bytes);
      // Envelopes stand beside one another: the one that broke is left behind.
      if (this.list?.inEnvelope === true && isEnvelope(attempt.value)) this.list = null;
      this.list?.resume();
      this.pushValue(attempt.value, attempt.end);
    } else if (result !== 'value' && !wasteful && (result === 'giant' || attempt.brokeInList())) {
      this.endStretch(stretch.bytes);
      this.beginList();
    } else if (result !== 'value' && !isPossible && attempt.enclosed) {
      this.endStretch(stretch.bytes);
      this.pushBroken(attempt.end);
    } else {
      const opening = openingAt(window.bytes, window.position, window.end);
      const isBroken = result === 'brokenJson' || result === 'truncated';
      const isBehind = window.offsetOf(window.position) >= stretch.reach;
      // Behind what broke stands the next broken record: a dead letter of its own.
      if (isBroken && isBehind && opening !== null && stretch.resync.isKnown(opening)) {
        this.endStretch(stretch.bytes);
        this.beginStretch(result, attempt.end, this.blanks.indent);
        return true;
      }
      this.wasted += attempt.end - window.position;
      if (!isPossible) stretch.resync.reject(window.bytes[window.position], opening);
      stretch.bytes.take(window, window.position + 1);
    }
    return true;
  }

  private readList(list: ListReader): boolean {
    const { window } = this;
    const step = list.step();
    if (step === 'more') return false;
    this.pushPart(list);
    if (step === 'part') return true;
    if (step === 'value') this.pushValue(list.value, list.end);
    else if (step === 'cut') this.queue.add(this.newStretch('truncated', window.position).finish());
    else if (step !== 'done') {
      if (list.enclosed) this.pushBroken(list.end);
      else this.beginStretch(step, list.end, this.blanks.indent);
      if (list.inList && !(window.last && window.position >= window.end)) return true;
    }
    this.list = null;
    return true;
  }

  private beginList(): void {
    this.wasted += this.attempt.end - this.window.position;
    this.list = new ListReader(this.window, this.options.recordsOf);
    this.listParts = 0;
  }

  private beginStretch(reason: ByteReason, brokenAt: number, maxIndent: number): void {
    const { window } = this;
    const { bytes, position, end } = window;
    this.wasted += brokenAt - position;
    const known = this.list?.opening ?? this.opening ?? null;
    const resync = new Resync(maxIndent, known, openingAt(bytes, position, end));
    const stretch = this.newStretch(reason, brokenAt);
    stretch.take(window, Math.min(position + 1, end));
    // What stands behind brackets that are nested too deep may still be within them.
    const reach = reason === 'tooDeep' ? Infinity : window.offsetOf(brokenAt);
    this.stretch = { bytes: stretch, resync, reach };
    this.candidate = 'none';
  }

  /** A stretch from the window's position on. */
  private newStretch(reason: ByteReason, brokenAt: number): Stretch {
    const { bytes, position } = this.window;
    const offset = this.window.offsetOf(position);
    const detail = describe(reason, bytes[position], offset, this.window.offsetOf(brokenAt));
    return new Stretch({ path: this.options.path, offset, reason, detail });
  }

  private endStretch(stretch: Stretch): void {
    this.queue.add(stretch.finish());
    this.stretch = null;
  }

  /** Hands on a broken value that is known to reach up to `end`. */
  private pushBroken(end: number): void {
    const stretch = this.newStretch('brokenJson', end);
    stretch.take(this.window, end);
    this.queue.add(stretch.finish());
    this.list?.resume();
  }

  /** Hands on the value that begins at the window's position. */
  private pushValue(value: unknown, end: number): void {
    const { window } = this;
    const { bytes, position } = window;
    this.opening ??= openingAt(bytes, position, window.end);
    const found = this.options.recordsOf(value);
    const isSource = this.options.keepSource === true && found.unreadable.length === 0;
    const source = isSource ? Buffer.from(bytes.subarray(position, end)) : null;
    const offset = window.offsetOf(position);
    this.queue.addFound(found, { offset, bytes: end - position, first: this.isFirst(), source });
    window.position = end;
  }

  private pushPart(list: ListReader): void {
    const part = list.part.take();
    if (part === null) return;
    const { found, offset, bytes } = part;
    this.queue.addFound(found, { offset, bytes, first: this.isFirst(), source: null });
  }

  /** True but for the later parts of a list. */
  private isFirst(): boolean {
    this.listParts += 1;
    return this.list === null || this.listParts === 1;
  }

  private isWasteful(): boolean {
    const read = this.window.offsetOf(this.window.position);
    return this.wasted > MAX_WASTE_RATIO * read + MAX_VALUE_BYTES;
  }
}
