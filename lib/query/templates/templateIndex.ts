import { CommandIndex } from './commands/commandIndex';
import { Habits } from './habits';
import { GROWTH } from './insertion';
import { insertionAt, isOperators, type Insertion } from './placeBreak';
import type { LearnedShape } from './shapeBook';
import { isPlaceholder, isSameToken, isWord, PLACEHOLDER, shapeTokens } from './shapeTokens';
import { TraversalReturns } from './traversalReturns';

/** A template, and where one of its literals stands. */
export interface LiteralPlace {
  readonly template: LearnedShape;
  readonly tokens: readonly string[];
  /** Index of the placeholder among the tokens. */
  readonly at: number;
}

const SEED = 0x811c9dc5;
/** Steps that read what a traversal has come to. */
const READING = /^(?:values|valueMap|elementMap|properties|project|select|count|path|limit|range)$/;
/** So many templates of one beginning tell how they grow. */
const MOST_COMPARED = 16;
/** Least share of a container's queries that grow alike: fewer may be chance. */
const GROWN_SHARE = 0.04;

/**
 * Finds templates by what stands up to one of their literals, so that a text costs its own length,
 * however many templates there are; and knows how the container's own queries grow out of one
 * another.
 */
export class TemplateIndex {
  private readonly places = new Map<number, LiteralPlace[]>();
  /** Templates that grow out of others, by what came in. */
  private readonly grown = new Map<string, number>();
  /** The words of all templates, each with the one before it. */
  private readonly pairs = new Set<string>();
  private readonly words = new Set<string>();
  readonly commands = new CommandIndex();
  readonly habits = new Habits();
  readonly returns = new TraversalReturns();
  /** Whether any template has a map of several entries: how many there are is data then. */
  private hasEntries = false;
  private size = 0;

  constructor(templates: Iterable<LearnedShape>) {
    for (const template of templates) this.add(template);
  }

  add(template: LearnedShape): void {
    const tokens = shapeTokens(template.shape);
    this.commands.add(template, tokens);
    this.habits.add(tokens);
    this.returns.add(tokens, template.sightings);
    this.hasEntries ||= /: \? ?, ?\? ?:/.test(template.shape);
    const kinds = new Set<string>();
    let hash = SEED;
    for (const pair of wordPairs(tokens)) this.pairs.add(pair);
    for (const token of tokens) this.words.add(token);
    tokens.forEach((token, at) => {
      if (isPlaceholder(token) || isOperators(tokens, at)) {
        this.addPlace(hash, { template, tokens, at }, kinds);
      }
      hash = mix(hash, token);
    });
    for (const kind of kinds) this.grown.set(kind, (this.grown.get(kind) ?? 0) + 1);
    this.size += 1;
  }

  /**
   * Literals of templates that begin like these tokens: up to the literal all is equal. In the
   * order of the literal's place, first to last.
   */
  *candidates(tokens: readonly string[]): Iterable<LiteralPlace> {
    let hash = SEED;
    for (const [at, token] of tokens.entries()) {
      for (const place of this.places.get(hash) ?? []) {
        const isLiteral = place.at === at && isPlaceholder(place.tokens[at]);
        if (isLiteral && startsEqual(place.tokens, tokens, at)) yield place;
      }
      hash = mix(hash, token);
    }
  }

  /**
   * Whether this container's own queries grow by additions of this kind, and consist of what came
   * in: programs put the same conditions together in other ways, injections bring new ones.
   */
  growsBy(insertion: Insertion, tokens: readonly string[]): boolean {
    const added = tokens.slice(insertion.from, insertion.to);
    if (insertion.name === 'entry') return this.hasEntries;
    if (!GROWTH.has(insertion.name) || !this.isFamiliar(added)) return false;
    // Members of objects come and go freely.
    const isMember = tokens[0] === '{' && /^[,}]$/.test(added[0] ?? '');
    if (isMember && this.grown.size > 0) return true;
    const grown = this.grown.get(growthOf(insertion, tokens)) ?? 0;
    return grown > 0 && grown >= this.size * GROWN_SHARE;
  }

  /** Whether all that comes in is put together like this in templates. */
  isFamiliar(added: readonly string[]): boolean {
    for (const pair of wordPairs(added)) if (!this.pairs.has(pair)) return false;
    return true;
  }

  /** Whether any template names this. */
  names(word: string): boolean {
    return this.words.has(word);
  }

  private addPlace(hash: number, place: LiteralPlace, kinds: Set<string>): void {
    const known = this.places.get(hash);
    if (known === undefined) {
      this.places.set(hash, [place]);
      return;
    }
    for (const other of known.slice(-MOST_COMPARED)) {
      if (other.at !== place.at || !startsEqual(other.tokens, place.tokens, place.at)) continue;
      const [short, long] = inOrder(other, place);
      if (!isPlaceholder(short.tokens[short.at])) continue;
      const insertion = insertionAt(short, long.tokens);
      if (insertion !== null) kinds.add(growthOf(insertion, long.tokens));
    }
    known.push(place);
  }
}

/**
 * What stands behind each word, brackets and the like apart: which properties an operator compares,
 * and what is joined. Nothing of what follows a value.
 */
function* wordPairs(tokens: readonly string[]): Iterable<string> {
  let before: string | null = null;
  for (const token of tokens) {
    if (!isWordOrOperator(token)) continue;
    if (before !== null) yield `${before} ${isPlaceholder(token) ? PLACEHOLDER : token}`;
    before = isPlaceholder(token) ? null : token;
  }
}

const isWordOrOperator = (token: string): boolean => /^[\w$@?=<>!]/.test(token);

/** What grows: conditions or what a change sets, filters of traversals or what they end in. */
function growthOf({ name, from, to }: Insertion, tokens: readonly string[]): string {
  if (name === 'condition') return tokens[from] === ',' ? 'assignment' : name;
  const step = name === 'step' ? tokens.slice(from, to).find(isWord) : undefined;
  return step !== undefined && READING.test(step) ? step : name;
}

function inOrder(a: LiteralPlace, b: LiteralPlace): readonly [LiteralPlace, LiteralPlace] {
  return a.tokens.length <= b.tokens.length ? [a, b] : [b, a];
}

function startsEqual(a: readonly string[], b: readonly string[], length: number): boolean {
  for (let at = 0; at < length; at += 1) if (!isSameToken(a[at], b[at])) return false;
  return true;
}

function mix(hash: number, word: string): number {
  const token = isPlaceholder(word) ? PLACEHOLDER : word;
  let mixed = hash;
  for (let at = 0; at < token.length; at += 1) {
    mixed = Math.imul(mixed ^ token.charCodeAt(at), 0x01000193);
  }
  return Math.imul(mixed ^ 0x20, 0x01000193);
}
