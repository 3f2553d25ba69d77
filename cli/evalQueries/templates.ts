import { APIS, type Api } from '../../lib/telemetry/event';
import { shareLine } from './report';
import type { LabelledText } from './rows';
import type { Share } from './score';
import { measureMatched, TEACHING } from './templates/matched';
import { measureTemplates, type Misjudged } from './templates/measure';

const MOST_MISJUDGED = 3;
const LONGEST_TEXT = 160;

/** How well learned templates do in each language that the rows have. */
export function templateReport(rows: readonly LabelledText[]): string {
  const lines = APIS.flatMap((api) => {
    const own = rows.filter((row) => row.api === api);
    return own.length === 0 ? [] : [api, ...brokenLines(api, own), ...matchedLines(api, own)];
  });
  return `Learned templates\n${lines.map((line) => `${line}\n`).join('')}`;
}

/** The benign rows themselves broken open, and what was wrongly called. */
function brokenLines(api: Api, rows: readonly LabelledText[]): string[] {
  const figures = measureTemplates(api, rows);
  const shares = [...figures.broken].filter(([, { of }]) => of > 0);
  return [
    shareLine(
      'queries broken open without a sign, called',
      sumOf(shares.map(([, share]) => share)),
    ),
    ...shares.map(([effect, share]) => shareLine(`what came in ${effect}`, share, 4)),
    shareLine('other functions, wrongly called', figures.otherFunctions),
    shareLine('other applications, wrongly called', figures.otherApplications),
    shareLine('optional filters, wrongly called', figures.builders),
    ...misjudgedLines(figures.misjudged),
  ];
}

function sumOf(shares: readonly Share[]): Share {
  return {
    of: shares.reduce((sum, { of }) => sum + of, 0),
    hits: shares.reduce((sum, { hits }) => sum + hits, 0),
  };
}

/** A few of each kind. */
function misjudgedLines(texts: readonly Misjudged[]): string[] {
  const shown = new Map<string, number>();
  return texts.flatMap(({ what, text }) => {
    const before = shown.get(what) ?? 0;
    shown.set(what, before + 1);
    if (before >= MOST_MISJUDGED) return [];
    return [`    ${what}: ${JSON.stringify(text.slice(0, LONGEST_TEXT))}`];
  });
}

function matchedLines(api: Api, rows: readonly LabelledText[]): string[] {
  const figures = measureMatched(api, rows);
  if (figures === null) return [];
  const { templates, attacks, byTemplates, byTextAlone, byBoth, unseen, wrong } = figures;
  return [
    `  taught by benign rows of technique ${TEACHING}: ${templates} templates`,
    shareLine('attacks, templates alone', { of: attacks, hits: byTemplates }, 4),
    shareLine('attacks, text alone', { of: attacks, hits: byTextAlone }, 4),
    shareLine('attacks, both', { of: attacks, hits: byBoth }, 4),
    shareLine('code never seen, wrongly called', { of: unseen, hits: wrong }, 4),
  ];
}
