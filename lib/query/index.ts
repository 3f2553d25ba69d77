import type { Api } from '../telemetry/event';
import { ANALYSERS } from './analysers';
import { createJudgements } from './judgement';
import { verdictOf, type AnalysisOptions, type Verdict, type VerdictOf } from './verdict';

export { ANALYSERS } from './analysers';

/** Judges a text in the language of an API, by the text alone. */
export function analyse(api: Api, text: string, options: AnalysisOptions = {}): Verdict {
  return verdictOf(text, ANALYSERS[api](text, options));
}

/** Judges texts and remembers verdicts, of texts with `maxCharacters` UTF-16 units together. */
export function createVerdictCache(bounds: { readonly maxCharacters: number }): VerdictOf {
  const judgements = createJudgements(bounds);
  return (api, text, options) => judgements(api, text, options).verdict;
}
