import type { LearnedShape } from './shapeBook';
import { PLACEHOLDER, shapeTokens } from './shapeTokens';

/** A template, and where one of its literals stands. */
export interface LiteralPlace {
  readonly template: LearnedShape;
  readonly tokens: readonly string[];
  /** Index of the placeholder among the tokens. */
  readonly at: number;
}

const SEED = 0x811c9dc5;

/**
 * Finds templates by what stands up to one of their literals, so that a text costs its own length,
 * however many templates there are.
 */
export class TemplateIndex {
  private readonly places = new Map<number, LiteralPlace[]>();

  constructor(templates: Iterable<LearnedShape>) {
    for (const template of templates) {
      const tokens = shapeTokens(template.shape);
      let hash = SEED;
      tokens.forEach((token, at) => {
        if (token === PLACEHOLDER) this.add(hash, { template, tokens, at });
        hash = mix(hash, token);
      });
    }
  }

  /**
   * Literals of templates that begin like these tokens: up to the literal all is equal. In the
   * order of the literal's place, first to last.
   */
  *candidates(tokens: readonly string[]): Iterable<LiteralPlace> {
    let hash = SEED;
    for (const [at, token] of tokens.entries()) {
      for (const place of this.places.get(hash) ?? []) {
        if (place.at === at && startsEqual(place.tokens, tokens, at)) yield place;
      }
      hash = mix(hash, token);
    }
  }

  private add(hash: number, place: LiteralPlace): void {
    const known = this.places.get(hash);
    if (known === undefined) this.places.set(hash, [place]);
    else known.push(place);
  }
}

function startsEqual(a: readonly string[], b: readonly string[], length: number): boolean {
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function mix(hash: number, token: string): number {
  let mixed = hash;
  for (let at = 0; at < token.length; at += 1) {
    mixed = Math.imul(mixed ^ token.charCodeAt(at), 0x01000193);
  }
  return Math.imul(mixed ^ 0x20, 0x01000193);
}
