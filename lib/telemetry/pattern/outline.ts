/** A value of a record that may differ in the next record of the same outline. */
export interface OutlineSlot {
  readonly kind: 'text' | 'number';
  /** Names of the objects that lead to the member, and its own last. */
  readonly path: readonly string[];
  /** The value as it is written: a text without its quotes, escapes as they are. */
  readonly raw: string;
}

/**
 * A record's text taken apart: what is written before, between and after its values (one more than
 * there are values). Two records of equal literals have the same members in the same order.
 */
export interface Outline {
  readonly literals: readonly string[];
  readonly slots: readonly OutlineSlot[];
}

const DEEPEST = 4;

const NAME = /[ \t\r\n]*"([^"\\]+)"[ \t\r\n]*:[ \t\r\n]*/y;
const TEXT = /"([^"\\]*(?:\\.[^"\\]*)*)"/y;
const NUMBER = /[-0-9][-+.0-9eE]*/y;
const CONSTANT = /true|false|null/y;
const AFTER_VALUE = /[ \t\r\n]*[,}]/y;

/**
 * The outline of a record; null where it has an array, a name twice, with an escape or like
 * `__proto__`, or is too deep.
 *
 * @param text an object that `JSON.parse` has accepted, from brace to brace
 */
export function outlineOf(text: string): Outline | null {
  const outliner = new Outliner(text);
  return outliner.object([]) ? outliner.finish() : null;
}

class Outliner {
  private readonly literals: string[] = [];
  private readonly slots: OutlineSlot[] = [];
  private at = 0;
  private literalFrom = 0;

  constructor(private readonly text: string) {}

  /** Walks the object that opens here; false where it cannot be outlined. */
  object(path: readonly string[]): boolean {
    if (path.length > DEEPEST) return false;
    this.at += 1;
    const names = new Set<string>();
    for (;;) {
      const name = this.take(NAME)?.[1];
      if (name === undefined || name === '__proto__' || names.has(name)) return false;
      names.add(name);
      if (!this.value([...path, name])) return false;
      const closing = this.take(AFTER_VALUE)?.[0];
      if (closing === undefined) return false;
      if (closing.endsWith('}')) return true;
    }
  }

  finish(): Outline {
    return { literals: [...this.literals, this.text.slice(this.literalFrom)], slots: this.slots };
  }

  private value(path: readonly string[]): boolean {
    const from = this.at;
    if (this.text.charAt(from) === '{') return this.object(path);
    const text = this.take(TEXT)?.[1];
    if (text !== undefined) return this.slot('text', path, from + 1, text);
    const number = this.take(NUMBER)?.[0];
    if (number !== undefined) return this.slot('number', path, from, number);
    return this.take(CONSTANT) !== null;
  }

  private slot(kind: OutlineSlot['kind'], path: readonly string[], from: number, raw: string) {
    this.literals.push(this.text.slice(this.literalFrom, from));
    this.literalFrom = from + raw.length;
    this.slots.push({ kind, path, raw });
    return true;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }
}
