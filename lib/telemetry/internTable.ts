const LONGEST_KEPT = 512;

/**
 * A bounded cache from texts that repeat (user agents, addresses, names) to what was made of them.
 * When its newer half is full it becomes the older one, whose texts go unless they are asked for
 * again. Texts over 512 characters are made anew each time and not kept.
 */
export class InternTable<Value> {
  private newer = new Map<string, Value>();
  private older = new Map<string, Value>();
  private lastText = '';
  private lastValue: Value | undefined;

  /** @param size number of entries kept at most */
  constructor(
    private readonly size: number,
    private readonly make: (text: string) => Value,
  ) {}

  /** What `make` gives for the text, from the cache where possible. */
  get(text: string): Value {
    if (text === this.lastText && this.lastValue !== undefined) return this.lastValue;
    const value = this.newer.get(text) ?? this.renewed(text);
    if (text.length <= LONGEST_KEPT) {
      this.lastText = text;
      this.lastValue = value;
    }
    return value;
  }

  /** Puts a text that is new, or was not asked for in a while, into the newer half. */
  private renewed(text: string): Value {
    const value = this.older.get(text) ?? this.make(text);
    if (text.length > LONGEST_KEPT) return value;
    if (this.newer.size * 2 >= this.size) {
      this.older = this.newer;
      this.newer = new Map();
    }
    this.newer.set(text, value);
    return value;
  }
}
