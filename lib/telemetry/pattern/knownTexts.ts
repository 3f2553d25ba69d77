import { Literal } from './literal';
import type { MessageBytes } from './messageBytes';
import type { Slot } from './slot';

/** A text that was read before: its bytes, closing quote included, and what it was found to mean. */
export class KnownText<Meaning> extends Literal {
  constructor(
    readonly text: string,
    readonly meaning: Meaning,
    view: DataView,
    from: number,
    to: number,
  ) {
    super(view, from, to + 1);
  }
}

const PLACES = 4_096;
/** Bytes of the longest text that is kept. */
const LONGEST = 255;

/**
 * Texts that come again and again, found by their bytes: each is made and understood once. A newcomer
 * pushes out what is in its place, so memory is bounded.
 */
export class KnownTexts<Meaning> {
  private readonly places = new Array<KnownText<Meaning> | null>(PLACES).fill(null);

  constructor(readonly understand: (value: unknown) => Meaning) {}

  /** The text that a slot has just found; null where it is none or too long. */
  in(slot: Slot, message: MessageBytes): KnownText<Meaning> | null {
    const { isText, from, to } = slot;
    if (!isText || to - from > LONGEST) return null;
    const { view } = message;
    const place = slot.hash & (PLACES - 1);
    const known = this.places[place] ?? null;
    if (known !== null && known.after(view, from, to + 1) === to + 1) return known;
    const text = slot.text(message);
    return (this.places[place] = new KnownText(text, this.understand(text), view, from, to));
  }
}
