import { InternTable } from '../telemetry/internTable';
import { ANALYSERS } from './analysers';
import { cacheByText, type OfText } from './textCache';
import { verdictOf, type Analyser, type AnalysisOptions, type Sign, type Verdict } from './verdict';

/** Very many texts have one shape: as one text it takes less room, and is found again by identity. */
const shapes = new InternTable<string>(2_000, (shape) => shape);

/**
 * A text's verdict by itself, and what is needed to judge it by what its container normally runs.
 * Thousands are remembered, so the parsed statement, which is several times as large, is let go.
 */
export class Judgement {
  readonly verdict: Verdict;
  readonly signs: readonly Sign[];
  readonly valid: boolean;
  /** The text with literals and parameters removed; equal for equal shapes. */
  readonly shape: string;

  constructor(
    readonly analyser: Analyser,
    readonly text: string,
    readonly options: AnalysisOptions,
  ) {
    const analysis = analyser(text, options);
    this.verdict = verdictOf(text, analysis);
    this.signs = analysis.signs;
    this.valid = analysis.understanding.valid;
    this.shape = shapes.get(analysis.understanding.shape);
  }
}

export type JudgementOf = OfText<Judgement>;

/** Judges texts and remembers, of texts with `maxCharacters` UTF-16 units together. */
export function createJudgements(bounds: { readonly maxCharacters: number }): JudgementOf {
  return cacheByText((api, text, options) => new Judgement(ANALYSERS[api], text, options), bounds);
}
