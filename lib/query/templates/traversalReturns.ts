import { isCommon } from './newCode';
import { isWord } from './shapeTokens';

/** Steps of Gremlin that say which properties come back. */
const READS = /^(?:values|valueMap|elementMap|propertyMap|properties|project|by)$/;
/** Longer traversals are not compared. */
const MOST_TOKENS = 400;

/** A property that a traversal asks for and no known one names. */
export interface StrangeReturn {
  /** Token that names it. */
  readonly at: number;
  /** Sightings of the traversal that asks for other properties. */
  readonly sightings: number;
}

/** What the Gremlin traversals of a container go through, whatever they read there and in which order. */
export class TraversalReturns {
  private readonly known = new Map<string, number>();

  add(tokens: readonly string[], sightings: number): void {
    const parts = partsOf(tokens);
    if (parts === null) return;
    this.known.set(parts.path, Math.max(this.known.get(parts.path) ?? 0, sightings));
  }

  /** @param isNamed whether any known query names a word */
  strange(tokens: readonly string[], isNamed: (word: string) => boolean): StrangeReturn | null {
    const parts = partsOf(tokens);
    const sightings = this.known.get(parts?.path ?? '');
    if (parts === null || sightings === undefined) return null;
    const at = parts.read.find((place) => {
      const word = tokens[place] ?? '';
      return tokens[place - 1] === '"' && isWord(word) && !isCommon(word) && !isNamed(word);
    });
    return at === undefined ? null : { at, sightings };
  }
}

/** A traversal without the arguments of what reads, and where those are; null for what is none. */
function partsOf(
  tokens: readonly string[],
): { readonly path: string; readonly read: readonly number[] } | null {
  if (tokens[0] !== 'g' || tokens.length > MOST_TOKENS) return null;
  const path: string[] = [];
  const read: number[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (depth > 0) {
      if (token === '(') depth += 1;
      else if (token === ')') depth -= 1;
      if (depth > 0) read.push(at);
    } else if (token === '(' && READS.test(tokens[at - 1] ?? '')) {
      depth = 1;
      // Several orders are an order.
      if (path.at(-1) === 'by') path.splice(-2);
    } else path.push(token);
  }
  return read.length === 0 ? null : { path: path.filter(isNoClose).join(' '), read };
}

const isNoClose = (token: string): boolean => token !== ')';
