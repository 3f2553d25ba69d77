import { bicepFile } from './bicep';

export type BicepValue =
  string | number | boolean | readonly BicepValue[] | { readonly [name: string]: BicepValue };

/** A literal ends where none can, so that a test fails where it reads something else. */
class UnreadableValue extends Error {
  override readonly name = 'UnreadableValue';
}

/**
 * The value of a variable that is written as a literal: objects, lists, texts without placeholders,
 * numbers, and products of numbers and variables of the same file.
 */
export function bicepValue(file: string, variable: string): BicepValue {
  const text = bicepFile(file);
  const start = new RegExp(`\\bvar ${variable} = `).exec(text);
  if (start === null) throw new UnreadableValue(`${file} has no variable ${variable}`);
  return new Reader(file, text, start.index + start[0].length).value();
}

class Reader {
  constructor(
    private readonly file: string,
    private readonly text: string,
    private at: number,
  ) {}

  value(): BicepValue {
    const first = this.single();
    if (!this.accept('*')) return first;
    return Number(first) * Number(this.value());
  }

  private single(): BicepValue {
    if (this.accept('{')) return this.object();
    if (this.accept('[')) return this.list();
    const literal = this.take(/'((?:[^'\\$]|\\.)*)'/y);
    if (literal !== null) return literal;
    const number = this.take(/(-?\d+)/y);
    if (number !== null) return Number(number);
    const word = this.take(/(\w+)/y);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word !== null) return bicepValue(this.file, word);
    throw new UnreadableValue(`${this.file}: ${this.text.slice(this.at, this.at + 30)}`);
  }

  private object(): BicepValue {
    const members: Record<string, BicepValue> = {};
    while (!this.accept('}')) {
      const name = this.take(/(\w+):/y) ?? this.take(/'([^']+)':/y);
      if (name === null) throw new UnreadableValue(`${this.file}: no member at ${this.at}`);
      members[name] = this.value();
      this.accept(',');
    }
    return members;
  }

  private list(): BicepValue {
    const items: BicepValue[] = [];
    while (!this.accept(']')) {
      items.push(this.value());
      this.accept(',');
    }
    return items;
  }

  private accept(sign: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private take(pattern: RegExp): string | null {
    this.skipSpace();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[1] ?? '';
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
