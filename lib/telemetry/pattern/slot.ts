import type { TextPlace } from '../recordKey';
import { afterNumber, decimalIn } from './decimal';
import type { Literal } from './literal';
import type { MessageBytes } from './messageBytes';
import type { OutlineSlot } from './outline';
import type { RepeatedTexts } from './repeatedTexts';
import { TextScan } from './textScan';

const NO_VIEW = new DataView(new ArrayBuffer(0));

/** A value that changes from record to record, and what is written before it. */
export class Slot implements TextPlace {
  readonly path: readonly string[];
  private readonly isText: boolean;
  /** Where the latest match is. */
  view: DataView = NO_VIEW;
  from = 0;
  to = 0;
  private readonly scan = new TextScan();

  constructor(
    private readonly before: Literal,
    { kind, path }: OutlineSlot,
    private readonly repeated: RepeatedTexts,
  ) {
    this.path = path;
    this.isText = kind === 'text';
  }

  /** Index after the value, which the methods below then give; -1 where something else is written. */
  match(message: MessageBytes, at: number): number {
    const { view, end } = message;
    const from = this.before.after(view, at, end);
    if (from === -1) return -1;
    this.view = view;
    this.from = from;
    this.to = this.isText ? this.scan.endOf(view, from, end) : afterNumber(message, from);
    return this.to;
  }

  /** The value; equal texts give one string. */
  value(message: MessageBytes): unknown {
    const { view, from, to, repeated } = this;
    if (!this.isText || to - from > repeated.longest) return this.uniqueValue(message);
    const { hash } = this.scan;
    const known = repeated.find(view, from, to, hash);
    if (known !== null) return known;
    const text = this.text(message);
    repeated.keep(view, from, to, hash, text);
    return text;
  }

  /** As `value`, where hardly any value comes again. */
  uniqueValue(message: MessageBytes): unknown {
    return this.isText ? this.text(message) : Number(message.asciiText(this.from, this.to));
  }

  /** As `value`, where only the number counts that it spells. */
  quantity(message: MessageBytes): unknown {
    const number = decimalIn(message, this.from, this.to);
    return Number.isNaN(number) ? this.uniqueValue(message) : number;
  }

  /** True for a text whose characters are its bytes. */
  isPlainText(): boolean {
    return this.isText && this.scan.isAscii && !this.scan.hasEscapes;
  }

  private text(message: MessageBytes): string {
    const { from, to, scan } = this;
    const raw = scan.isAscii ? message.asciiText(from, to) : message.text(from, to);
    // The scan has seen that it is a JSON text.
    return scan.hasEscapes ? (JSON.parse(`"${raw}"`) as string) : raw;
  }
}
