import { ANALYSERS } from './analysers';
import { cacheByText, type OfText } from './textCache';
import {
  verdictOf,
  type Analyser,
  type Analysis,
  type AnalysisOptions,
  type Verdict,
} from './verdict';

/** A text's verdict by itself, and what is needed to judge it by what its container normally runs. */
export class Judgement {
  readonly analysis: Analysis;
  readonly verdict: Verdict;
  private knownShape: string | null = null;

  constructor(
    readonly analyser: Analyser,
    readonly text: string,
    readonly options: AnalysisOptions,
  ) {
    this.analysis = analyser(text, options);
    this.verdict = verdictOf(text, this.analysis);
  }

  /** The text's shape, made when it is first asked for. */
  get shape(): string {
    this.knownShape ??= this.analysis.understanding.shape;
    return this.knownShape;
  }
}

export type JudgementOf = OfText<Judgement>;

/** Judges texts and remembers, of texts with `maxCharacters` UTF-16 units together. */
export function createJudgements(bounds: { readonly maxCharacters: number }): JudgementOf {
  return cacheByText((api, text, options) => new Judgement(ANALYSERS[api], text, options), bounds);
}
