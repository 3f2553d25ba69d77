import { ANALYSERS } from '../../lib/query';
import { judgeWithTemplates } from '../../lib/query/templates/judgeWithTemplates';
import { verdictOf, type Analysis, type Verdict } from '../../lib/query/verdict';
import type { Api } from '../../lib/telemetry/event';
import type { KnownByApi } from './learn';

/** Judges a text by itself and by the queries that are known. */
export function judgeKnowing(
  known: KnownByApi,
  api: Api,
  text: string,
): { readonly verdict: Verdict; readonly analysis: Analysis } {
  const analyser = ANALYSERS[api];
  const queries = known.get(api);
  if (queries !== undefined) return judgeWithTemplates(analyser, queries, text);
  const analysis = analyser(text);
  return { verdict: verdictOf(text, analysis), analysis };
}
