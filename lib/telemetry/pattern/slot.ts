import type { TextPlace } from '../recordKey';
import { afterNumber } from './decimal';
import type { Literal } from './literal';
import type { MessageBytes } from './messageBytes';
import type { OutlineSlot } from './outline';
import type { QuickScan } from './quickScan';
import { TextScan } from './textScan';

const NO_VIEW = new DataView(new ArrayBuffer(0));

/** A value that changes from record to record, and what is written before it. */
export class Slot implements TextPlace {
  readonly path: readonly string[];
  readonly isText: boolean;
  /** Where the latest match is. */
  view: DataView = NO_VIEW;
  from = 0;
  to = 0;
  /** True where the quick scan found the end of the latest match. */
  isQuick = false;
  private quick: QuickScan | null = null;
  private readonly scan = new TextScan();

  constructor(
    private readonly before: Literal,
    { kind, path }: OutlineSlot,
  ) {
    this.path = path;
    this.isText = kind === 'text';
  }

  /** From now on this is tried first; a slot has only one. */
  readWith(quick: QuickScan): void {
    this.quick = quick;
  }

  /** Index after the value, which the methods below then give; -1 where something else is written. */
  match(message: MessageBytes, at: number): number {
    const { view, end } = message;
    const from = this.before.after(view, at, end);
    if (from === -1) return -1;
    this.view = view;
    this.from = from;
    if (this.quick !== null) {
      const to = this.quick.endOf(view, from, end);
      this.isQuick = to !== -1;
      if (this.isQuick) return (this.to = to);
    }
    this.to = this.isText ? this.scan.endOf(view, from, end) : afterNumber(message, from);
    return this.to;
  }

  /** Equal for equal texts; only where the latest match was not quick. */
  get hash(): number {
    return this.scan.hash;
  }

  value(message: MessageBytes): unknown {
    return this.isText ? this.text(message) : Number(message.asciiText(this.from, this.to));
  }

  /** True for a text whose characters are its bytes. */
  isPlainText(): boolean {
    return this.isText && this.scan.isAscii && !this.scan.hasEscapes;
  }

  text(message: MessageBytes): string {
    const { from, to, scan } = this;
    const raw = scan.isAscii ? message.asciiText(from, to) : message.text(from, to);
    // The scan has seen that it is a JSON text.
    return scan.hasEscapes ? (JSON.parse(`"${raw}"`) as string) : raw;
  }
}
