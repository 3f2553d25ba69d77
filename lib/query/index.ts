import { analyseNoSql } from './nosql/analyser';
import { analyseMongo } from './mongodb';
import { analyseTable } from './table';
import type { Api } from '../telemetry/event';
import {
  verdictOf,
  type Analyser,
  type AnalysisOptions,
  type Verdict,
  type VerdictOf,
} from './verdict';
import { cacheVerdicts } from './verdictCache';

/** The analyser of each language; null where there is none. */
export const ANALYSERS: Readonly<Record<Api, Analyser | null>> = {
  nosql: analyseNoSql,
  mongodb: analyseMongo,
  cassandra: null,
  gremlin: null,
  table: analyseTable,
};

/** Judges a text in the language of an API; null where that language is not analysed. */
export function analyse(api: Api, text: string, options: AnalysisOptions = {}): Verdict | null {
  const analyser = ANALYSERS[api];
  return analyser === null ? null : verdictOf(text, analyser(text, options));
}

/** Judges texts and remembers verdicts, of texts with `maxCharacters` UTF-16 units together. */
export const createVerdictCache = (bounds: { readonly maxCharacters: number }): VerdictOf =>
  cacheVerdicts(analyse, bounds);
