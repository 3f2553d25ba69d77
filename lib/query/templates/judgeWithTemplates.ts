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
import { isPlaceholder, shapeTokens } from './shapeTokens';
import { findBreaks, type TemplateBreak } from './templateBreak';
import { TemplateIndex } from './templateIndex';

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
      const place = placeOf(found, text, analyser, options);
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

const PARAMETER = /(?:@\w+|\?|[\s=<>(]:\w+|%s|%\(\w+\)s?)$/;
const PARAMETER_VALUE = /[=<>(,]\s*(?:@\w|\?|:\w)|\b(?:eq|ne|gt|ge|lt|le)\s+@\w/;

/** Whether the tokens of a break may come in through a literal that a user fills. */
function couldComeIn(
  { name, to }: TemplateBreak,
  tokens: readonly string[],
  text: string,
  { start, end }: Fragment,
): boolean {
  const before = text.slice(0, start).replace(/[\s,]+$/, '');
  // Nothing comes in through a parameter, and no parameter comes in.
  if (PARAMETER.test(before)) return false;
  const added = text.slice(start, end);
  if (PARAMETER_VALUE.test(added)) return false;
  if (name !== 'condition' && name !== 'step' && name !== 'closing') return true;
  if (/\b(?:true|false|null)$/i.test(before)) return false;
  // What breaks a text in quotes open leaves the closing quote over, and must take it up.
  const quote = /['"]$/.exec(before)?.[0];
  if (quote === undefined) return name !== 'closing';
  return isTextEnd(tokens[to - 1]) && added.replace(/[^\w'"]+$/, '').endsWith(quote);
}

const isTextEnd = (token: string | undefined): boolean => isPlaceholder(token) || token === '"';

interface Fragment {
  readonly start: number;
  readonly end: number;
}

function placeOf(
  { name, from, to }: TemplateBreak,
  text: string,
  analyser: Analyser,
  options: AnalysisOptions,
): Fragment {
  const start = offsetOfToken(text, from, analyser, options);
  const isOpenEnded = name === 'cut' || name === 'comment';
  return { start, end: isOpenEnded ? text.length : offsetOfToken(text, to, analyser, options) };
}

/**
 * Where a token of the shape begins in the text. The analysers do not keep the way back, so the
 * shortest start of the text that has so many tokens is looked for; only alerts need it.
 */
function offsetOfToken(
  text: string,
  token: number,
  analyser: Analyser,
  options: AnalysisOptions,
): number {
  const count = (length: number): number =>
    shapeTokens(analyser(text.slice(0, length), { ...options, cut: true }).understanding.shape)
      .length;
  if (count(text.length) <= token) return text.length;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count(middle) > token) high = middle;
    else low = middle + 1;
  }
  let start = Math.max(0, low - 1);
  // A word is only known at its last letter.
  while (start > 0 && /\w\w/.test(text.slice(start - 1, start + 1))) start -= 1;
  return start;
}
