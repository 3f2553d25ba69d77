import {
  verdictOf,
  type Analyser,
  type Analysis,
  type AnalysisOptions,
  type Sign,
  type Understanding,
  type Verdict,
} from '../verdict';
import type { ShapeBook } from './shapeBook';
import { endComment } from './endComment';
import { fragmentOf } from './fragment';
import { shapeTokens } from './shapeTokens';
import { findBreaks } from './templateBreak';
import { TemplateIndex } from './templateIndex';
import { couldComeIn } from './wayIn';

/** Templates that may be forgotten before the index is made anew. */
const MOST_FORGOTTEN = 100;
/** Breaks of which the text is looked at; the surest come first. */
const MOST_LOOKED_AT = 4;

/** The templates of one container, ready to judge texts by. */
export class KnownQueries {
  private index: TemplateIndex | null = null;
  private forgotten = 0;

  constructor(readonly book: ShapeBook) {}

  /** After the book was merged with others: the index is made anew when it is next needed. */
  changed(): void {
    this.index = null;
  }

  /** After the book has learned that a shape is a template. */
  learned(shape: string): void {
    const template = this.book.get(shape);
    if (template !== undefined) this.index?.add(template);
  }

  /** The sign that a text is one of the templates broken open, or null. */
  sign(
    text: string,
    { shape, valid }: Pick<Understanding, 'shape' | 'valid'>,
    analyser: Analyser,
    options: AnalysisOptions,
  ): Sign | null {
    if (this.book.isTemplate(shape)) return null;
    const tokens = shapeTokens(shape);
    const breaks = findBreaks(this.templates(), tokens, {
      comment: endComment(text),
      valid: valid || options.cut === true,
    });
    for (const found of breaks.slice(0, MOST_LOOKED_AT)) {
      const place = fragmentOf(found, text, tokens, analyser);
      if (!couldComeIn(found, tokens, text, place)) continue;
      return {
        technique: found.technique,
        // Two sightings are enough; more only raise the confidence.
        weight: found.weight * (1 - 0.5 / found.sightings),
        meaning: `A known query of this container ${found.meaning} (seen ${found.sightings} times)`,
        ...place,
      };
    }
    return null;
  }

  private templates(): TemplateIndex {
    const { forgotten } = this.book;
    if (this.index === null || forgotten - this.forgotten > MOST_FORGOTTEN) {
      this.index = new TemplateIndex(this.book.templates());
      this.forgotten = forgotten;
    }
    return this.index;
  }
}

/** A verdict by the text's own signs and by what its container normally runs. */
export function judgeWithTemplates(
  analyser: Analyser,
  known: KnownQueries,
  text: string,
  options: AnalysisOptions = {},
): { readonly verdict: Verdict; readonly analysis: Analysis } {
  const { signs, understanding } = analyser(text, options);
  const sign = known.sign(text, understanding, analyser, options);
  const analysis = { signs: sign === null ? signs : [...signs, sign], understanding };
  return { verdict: verdictOf(text, analysis), analysis };
}
