import type { JudgedText, Score, Share } from './score';

const MOST_WORST_ROWS = 10;
const MOST_SOURCES = 40;
const LONGEST_TEXT = 160;

/** The figures of each language, for a person. */
export const reportOf = (scores: readonly Score[]): string =>
  scores.map((score) => `${languageReport(score).join('\n')}\n`).join('\n');

function languageReport(score: Score): string[] {
  return [
    score.api,
    shareLine('recall, syntax probes apart', score.recall),
    shareLine('syntax probes found', score.syntaxProbes),
    shareLine('false positives, real texts', score.falseOfReal),
    shareLine('false positives, generated texts', score.falseOfGenerated),
    shareLine('technique as labelled', score.techniqueAgreement),
    shareLine('outcome as labelled', score.outcomeAgreement),
    '  Attacks found, by technique',
    ...group(score.byTechnique, Infinity),
    '  Judged right, by source (worst first)',
    ...group(score.bySource, MOST_SOURCES),
    ...worst('Missed attacks, the least suspected first', score.missed),
    ...worst('False alarms, the most suspected first', score.falseAlarms),
  ];
}

/** One figure, as a share and in numbers. */
export function shareLine(name: string, share: Share, indent = 2): string {
  return `${' '.repeat(indent)}${name.padEnd(44 - indent)}${percent(share).padStart(9)}  ${share.hits} of ${share.of}`;
}

const percent = ({ of, hits }: Share): string =>
  of === 0 ? '-' : `${((100 * hits) / of).toFixed(2)} %`;

function group(shares: ReadonlyMap<string, Share>, most: number): string[] {
  const rate = ({ of, hits }: Share): number => hits / of;
  return [...shares]
    .sort(([, a], [, b]) => rate(a) - rate(b) || b.of - a.of)
    .slice(0, most)
    .map(([name, share]) => shareLine(name, share, 4));
}

function worst(title: string, texts: readonly JudgedText[]): string[] {
  if (texts.length === 0) return [];
  const rows = texts.slice(0, MOST_WORST_ROWS).map(({ row, verdict }) => {
    const text = row.text.length > LONGEST_TEXT ? `${row.text.slice(0, LONGEST_TEXT)}…` : row.text;
    return `    ${verdict.confidence.toFixed(2)}  ${row.technique}, ${row.source}: ${JSON.stringify(text)}`;
  });
  return [`  ${title} (${texts.length})`, ...rows];
}
