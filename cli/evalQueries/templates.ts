import { ANALYSERS } from '../../lib/query';
import { KnownQueries } from '../../lib/query/templates/judgeWithTemplates';
import { ShapeBook, TEMPLATE_SIGHTINGS } from '../../lib/query/templates/shapeBook';
import { verdictOf } from '../../lib/query/verdict';
import { APIS, type Api } from '../../lib/telemetry/event';
import type { LabelledText } from './rows';

/** Benign rows of this technique stand for what the attacked container normally runs. */
const TEACHING = 'matched-template';

interface TemplateScore {
  readonly api: Api;
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

/** How well learned templates do: taught by the rows that match the attacks' templates. */
export function templateReport(rows: readonly LabelledText[]): string {
  const lines = APIS.flatMap((api) => {
    const score = scoreTemplates(
      api,
      rows.filter((row) => row.api === api),
    );
    return score === null ? [] : describe(score);
  });
  return `Learned templates (taught by benign rows of technique ${TEACHING})\n${lines.join('')}\n`;
}

function scoreTemplates(api: Api, rows: readonly LabelledText[]): TemplateScore | null {
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
    api,
    templates: book.size,
    attacks: attacks.length,
    byTemplates: attacks.filter(({ broken }) => broken).length,
    byTextAlone: attacks.filter(({ alone }) => alone).length,
    byBoth: attacks.filter(({ together }) => together).length,
    unseen: unseen.length,
    wrong: unseen.filter(({ alone, together }) => together && !alone).length,
  };
}

function describe(score: TemplateScore): string {
  const { api, templates, attacks, byTemplates, byTextAlone, byBoth, unseen, wrong } = score;
  return (
    `  ${api.padEnd(10)}${templates} templates; of ${attacks} attacks ${byTemplates} found by ` +
    `templates alone, ${byTextAlone} by the text alone, ${byBoth} by both; of ${unseen} texts of ` +
    `code never seen ${wrong} called an injection because of templates\n`
  );
}
