import { combinedWeight, verdictOf, type Analysis, type Sign } from '../../lib/query/verdict';
import { printable } from '../scan/alertTable';

const WIDTH = 100;
/** A text longer than this is shown around its fragment only. */
const LONGEST_SHOWN = 2000;
const CONTEXT = 300;

/** A verdict for a person: the text with the fragment underlined, the signs, what was understood. */
export function explain(text: string, analysis: Analysis): string {
  const verdict = verdictOf(text, analysis);
  const { understanding } = analysis;
  const lines = [
    ...underlined(text, verdict.fragment),
    '',
    verdict.injection
      ? `Injection (${percent(verdict.confidence)}): ${verdict.technique ?? ''}, ${outcomeText(verdict.outcome)}`
      : `No injection (${percent(verdict.confidence)})`,
    '',
    analysis.signs.length === 0 ? 'Signs: none' : 'Signs, by weight:',
    ...signLines(text, analysis.signs),
    '',
    'Understood:',
    `  statement  ${printable(understanding.summary)}`,
    `  valid      ${understanding.valid ? 'yes, the server would accept it' : 'no, the server would refuse it'}`,
    `  shape      ${printable(shortened(understanding.shape, 400))}`,
  ];
  return `${lines.join('\n')}\n`;
}

const percent = (confidence: number): string => `${(confidence * 100).toFixed(1)} %`;

const outcomeText = (outcome: 'exfiltration' | 'failed' | null): string =>
  outcome === 'exfiltration' ? 'valid: it may have returned data' : 'not valid: it cannot have run';

function signLines(text: string, signs: readonly Sign[]): string[] {
  const sorted = [...signs].sort((a, b) => b.weight - a.weight);
  const lines = sorted.map((sign) => {
    const fragment = printable(shortened(text.slice(sign.start, sign.end), 60));
    const weight = sign.weight.toFixed(2);
    return `  ${weight}  ${sign.technique.padEnd(22)}${sign.meaning}, at ${sign.start}: ${fragment}`;
  });
  if (signs.length > 1) lines.push(`  ${combinedWeight(signs).toFixed(2)}  together`);
  return lines;
}

const shortened = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (cut)` : text;

/** The text in lines of a terminal's width, with `^` under the fragment. */
function underlined(
  text: string,
  fragment: { readonly start: number; readonly end: number } | null,
): string[] {
  const from = text.length > LONGEST_SHOWN ? Math.max(0, (fragment?.start ?? 0) - CONTEXT) : 0;
  const to = Math.min(text.length, from + LONGEST_SHOWN);
  const cells: { shown: string; marked: boolean }[] = [];
  let at = from;
  for (const character of text.slice(from, to)) {
    const marked = fragment !== null && at >= fragment.start && at < fragment.end;
    cells.push({ shown: character === '\n' ? '\\n' : printable(character), marked });
    at += character.length;
  }
  const lines: string[] = [];
  let shown = '';
  let marks = '';
  const flush = (): void => {
    lines.push(`  ${shown}`);
    if (marks.trim() !== '') lines.push(`  ${marks.trimEnd()}`);
    shown = '';
    marks = '';
  };
  for (const cell of cells) {
    if (shown.length + cell.shown.length > WIDTH) flush();
    shown += cell.shown;
    marks += (cell.marked ? '^' : ' ').repeat(cell.shown.length);
  }
  flush();
  if (from > 0) lines.unshift(`  (${from} characters before)`);
  if (to < text.length) lines.push(`  (${text.length - to} characters more)`);
  return lines;
}
