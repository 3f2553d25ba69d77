import { LeftOut } from './leftOut';
import { OpenRanges } from './openRanges';
import { requiredProperties } from './requiredProperties';

/** So many conditions tell what all of them pin. */
const FEWEST_CONDITIONS = 5;
/** Least share of the conditions that pin a property that an application always pins. */
const PINNED_SHARE = 0.8;
/** Where more queries begin alike, any conditions may stand there. */
const MOST_SHARING = 24;

/** An alternative that frees a query of a property. */
export interface Freed {
  /** Token that the alternative begins with. */
  readonly at: number;
  /** Templates that pin the property. */
  readonly pinning: number;
}

/** What the SQL, CQL and OData queries of a container have in common. */
export class Habits {
  /** What stands before the conditions, and in how many templates. */
  private readonly heads = new Map<string, number>();
  private readonly leftOut = new LeftOut();
  readonly ranges = new OpenRanges();
  /** Whether a traversal gives out all that its filters let through. */
  private givesAll = false;
  private readonly conditions = new Pinned();
  /** The conditions of changes, by what is changed. */
  private readonly changes = new Map<string, Pinned>();

  add(tokens: readonly string[]): void {
    const head = headOf(tokens);
    this.heads.set(head, this.sharing(head) + 1);
    if (head !== '') this.leftOut.add(head, tokens.slice(whereOf(tokens) + 1));
    this.ranges.add(tokens);
    this.givesAll ||= endsInFilter(tokens);
    const found = requiredProperties(tokens);
    if (found === null) return;
    this.conditions.add(found.required);
    const changed = changedTable(tokens);
    if (changed === null) return;
    const known = this.changes.get(changed) ?? new Pinned();
    this.changes.set(changed, known);
    known.add(found.required);
  }

  /** Templates that are the same up to their conditions. */
  sharingHead(tokens: readonly string[]): number {
    return this.sharing(headOf(tokens));
  }

  /** Whether a query lacks conditions of a known one that no other ever lacked. */
  lacks(known: readonly string[], tokens: readonly string[]): boolean {
    if (this.sharingHead(known) > MOST_SHARING) return false;
    const behind = whereOf(known) + 1;
    return this.leftOut.lacks(headOf(known), known.slice(behind), tokens.slice(behind));
  }

  /** Whether each traversal of the container says what it wants of the elements it finds. */
  get readsAlways(): boolean {
    return !this.givesAll;
  }

  /** Where a query is freed of a property that nearly all others pin; null for nowhere. */
  freed(tokens: readonly string[]): Freed | null {
    for (const [property, at] of requiredProperties(tokens)?.freed ?? []) {
      if (this.conditions.isHabit(property)) {
        return { at, pinning: this.conditions.pinning(property) };
      }
    }
    return null;
  }

  /** Whether a query lacks a property of a known one that nearly all of the container pin. */
  hasLost(known: readonly string[], tokens: readonly string[]): boolean {
    const required = requiredProperties(tokens)?.required;
    const changes = this.changes.get(changedTable(tokens) ?? '');
    for (const property of requiredProperties(known)?.required ?? []) {
      if (required?.has(property) === true) continue;
      if (this.conditions.isHabit(property) || changes?.isRule(property) === true) return true;
    }
    return false;
  }

  private sharing(head: string): number {
    return this.heads.get(head) ?? 0;
  }
}

/** How many of some conditions pin which property. */
class Pinned {
  private conditions = 0;
  private readonly counts = new Map<string, number>();

  add(required: ReadonlySet<string>): void {
    this.conditions += 1;
    for (const property of required) this.counts.set(property, this.pinning(property) + 1);
  }

  pinning(property: string): number {
    return this.counts.get(property) ?? 0;
  }

  /** Nearly all of many conditions pin it. */
  isHabit(property: string): boolean {
    const { conditions } = this;
    return conditions >= FEWEST_CONDITIONS && this.pinning(property) >= conditions * PINNED_SHARE;
  }

  /** All of several conditions pin it. */
  isRule(property: string): boolean {
    return this.conditions > 1 && this.pinning(property) === this.conditions;
  }
}

/** What a statement changes, as `update t`; null for queries. */
function changedTable(tokens: readonly string[]): string | null {
  const [first = ''] = tokens;
  if (/^update$/i.test(first)) return `update ${tokens[1] ?? ''}`;
  const from = tokens.findIndex((token) => /^from$/i.test(token));
  return /^delete$/i.test(first) && from !== -1 ? `delete ${tokens[from + 1] ?? ''}` : null;
}

/** `g.V().hasLabel('a').has('b', 'c')`: nothing behind the filters of a traversal, or where it goes. */
function endsInFilter(tokens: readonly string[]): boolean {
  if (tokens[0] !== 'g') return false;
  const dot = tokens.findLastIndex((token, at) => token === '.' && tokens[at - 1] === ')');
  return /^(?:has\w*|or|and|not|where|filter|out|in|both)$/.test(tokens[dot + 1] ?? '');
}

/** What stands before the conditions; of Table, which has none but them, the first one. */
function headOf(tokens: readonly string[]): string {
  const where = whereOf(tokens);
  if (where !== -1 || /^(?:select|g|\{)$/i.test(tokens[0] ?? '')) {
    return tokens.slice(0, Math.max(0, where)).join(' ');
  }
  const conditions = tokens.filter((token) => token !== '(');
  return conditions.slice(0, 2).join(' ');
}

function whereOf(tokens: readonly string[]): number {
  return tokens.findIndex((token) => /^where$/i.test(token));
}
