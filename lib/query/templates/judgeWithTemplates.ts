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
import { PLACEHOLDER, shapeTokens } from './shapeTokens';
import { findBreak } from './templateBreak';
import { TemplateIndex } from './templateIndex';

/** The templates of one container, ready to judge texts by. */
export class KnownQueries {
  private index: TemplateIndex | null = null;

  constructor(readonly book: ShapeBook) {}

  /** After the book has learned a template: the index is made anew when it is next needed. */
  changed(): void {
    this.index = null;
  }

  /** The sign that a text is one of the templates broken open, or null. */
  sign(
    text: string,
    { shape, valid }: Pick<Understanding, 'shape' | 'valid'>,
    analyser: Analyser,
    options: AnalysisOptions,
  ): Sign | null {
    if (this.book.isTemplate(shape)) return null;
    this.index ??= new TemplateIndex(this.book.templates());
    const tokens = shapeTokens(shape);
    const found = findBreak(this.index, tokens, {
      endsInComment: endsInComment(text),
      tail: tailTokens(text),
      valid: valid || options.cut === true,
    });
    if (found === null) return null;
    const start = offsetOfToken(text, found.tokenIndex, analyser, options);
    // Nothing comes in through a parameter; a shape does not tell it from a literal.
    if (/@\w+\s*$/.test(text.slice(0, start))) return null;
    return {
      technique: found.technique,
      // Two sightings are enough; more only raise the confidence.
      weight: found.weight * (1 - 0.5 / found.sightings),
      meaning: `${found.meaning} (seen ${found.sightings} times)`,
      start,
      end: text.length,
    };
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

const LONGEST_TAIL = 2000;
const VALUES = /'[^']*'|"[^"]*"|\b\d+(\.\d+)?\b|\b(true|false|null)\b/gi;

/** The last tokens of a text, whatever part of it is a comment. */
function tailTokens(text: string): readonly string[] {
  return shapeTokens(text.slice(-LONGEST_TAIL).replace(VALUES, PLACEHOLDER));
}

/** A comment of any of the languages that runs to the end of the text. */
function endsInComment(text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return /(--|#|\/\/|;%00|\/\*(?!.*\*\/)|\/\*[^*]*\*\/\s*$)/.test(line) && !closesQuoted(line);
}

/** True where the comment mark stands inside a literal that is closed behind it. */
function closesQuoted(line: string): boolean {
  const mark = line.search(/--|#|\/\/|\/\*/);
  const before = line.slice(0, mark);
  const quotes = (before.match(/'/g) ?? []).length;
  const doubles = (before.match(/"/g) ?? []).length;
  return quotes % 2 === 1 || doubles % 2 === 1;
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
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count(middle) > token) high = middle;
    else low = middle + 1;
  }
  return Math.max(0, low - 1);
}
