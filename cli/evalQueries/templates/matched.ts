import { ANALYSERS } from '../../../lib/query';
import { KnownQueries } from '../../../lib/query/templates/judgeWithTemplates';
import { ShapeBook, TEMPLATE_SIGHTINGS } from '../../../lib/query/templates/shapeBook';
import { verdictOf } from '../../../lib/query/verdict';
import type { Api } from '../../../lib/telemetry/event';
import type { LabelledText } from '../rows';

/** Benign rows of this technique stand for what the attacked container normally runs. */
export const TEACHING = 'matched-template';

/** How learned templates judge the rows of a folder that its own rows taught them. */
export interface MatchedFigures {
  readonly templates: number;
  readonly attacks: number;
  /** Attacks in which the learned templates alone, without any other sign, see a break. */
  readonly byTemplates: number;
  readonly byTextAlone: number;
  readonly byBoth: number;
  /** Benign texts that taught nothing: code never seen. */
  readonly unseen: number;
  /** Of them, those called an injection only because of the templates. */
  readonly wrong: number;
}

/** Teaches the rows that match the attacks' templates, and judges all others; null without any. */
export function measureMatched(api: Api, rows: readonly LabelledText[]): MatchedFigures | null {
  const analyser = ANALYSERS[api];
  const book = new ShapeBook();
  const isTeaching = (row: LabelledText) => row.label === 'benign' && row.technique === TEACHING;
  for (const row of rows.filter(isTeaching)) {
    const { shape } = analyser(row.text).understanding;
    for (let n = 0; n < TEMPLATE_SIGHTINGS; n += 1) book.learn(shape, n, `${row.text} ${n}`);
  }
  if (book.size === 0) return null;
  const known = new KnownQueries(book);
  const judged = rows
    .filter((row) => !isTeaching(row) && row.technique !== 'syntax-probe')
    .map(({ label, text }) => {
      const { signs, understanding } = analyser(text);
      const sign = known.sign(text, understanding, analyser, {});
      const alone = verdictOf(text, { signs, understanding }).injection;
      const all = sign === null ? signs : [...signs, sign];
      const together = verdictOf(text, { signs: all, understanding }).injection;
      return { label, broken: sign !== null, alone, together };
    });
  const attacks = judged.filter(({ label }) => label === 'malicious');
  const unseen = judged.filter(({ label }) => label === 'benign');
  return {
    templates: book.size,
    attacks: attacks.length,
    byTemplates: attacks.filter(({ broken }) => broken).length,
    byTextAlone: attacks.filter(({ alone }) => alone).length,
    byBoth: attacks.filter(({ together }) => together).length,
    unseen: unseen.length,
    wrong: unseen.filter(({ alone, together }) => together && !alone).length,
  };
}
