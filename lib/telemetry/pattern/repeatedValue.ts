import type { KnownText, KnownTexts } from './knownTexts';
import type { MessageBytes } from './messageBytes';
import type { QuickScan } from './quickScan';
import type { Slot } from './slot';

/** The values of a slot that has the same ones again and again, most often the last one. */
export class RepeatedValue<Meaning> implements QuickScan {
  private last: KnownText<Meaning> | null = null;

  constructor(
    private readonly slot: Slot,
    private readonly texts: KnownTexts<Meaning>,
  ) {
    slot.readWith(this);
  }

  endOf(view: DataView, from: number, end: number): number {
    const after = this.last === null ? -1 : this.last.after(view, from, end);
    return after === -1 ? -1 : after - 1;
  }

  /** What the value in the slot means. */
  meaning(message: MessageBytes): Meaning {
    const known = this.known(message);
    return known === null ? this.texts.understand(this.slot.value(message)) : known.meaning;
  }

  /** The value itself; equal texts give one string. */
  value(message: MessageBytes): unknown {
    const known = this.known(message);
    return known === null ? this.slot.value(message) : known.text;
  }

  private known(message: MessageBytes): KnownText<Meaning> | null {
    if (this.slot.isQuick) return this.last;
    const known = this.texts.in(this.slot, message);
    if (known !== null) this.last = known;
    return known;
  }
}
