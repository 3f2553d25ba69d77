/** Signs that a literal was closed early: what stands where the grammar allows nothing. */

import type { Source } from '../tokens';
import type { Problem } from '../tree';
import type { SignKind, SignList } from '../../signList';
import { SIGNS } from '../weights';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<', '>', '<=', '>=', '!=']);

/** Signs in the places that the parser could not accept; what is open at a cut is none. */
export function breakSigns(
  source: Source,
  problems: readonly Problem[],
  cut: boolean,
  signs: SignList,
): void {
  for (const problem of problems) {
    // The last word of a cut text may be half of another.
    if (cut && problem.end === source.text.length) continue;
    const kind = kindOf(source, problem, cut);
    if (kind !== null) signs.add(kind, problem);
    const here = source.tokens[problem.token];
    if (problem.kind === 'stray-close' && isFollowed(source, problem)) {
      signs.add(SIGNS.textBehindBracket, problem);
    }
    if (problem.kind === 'stray-close' && isCommented(source, problem)) {
      signs.add(SIGNS.commentBehindBracket, problem);
    }
    if (problem.kind !== 'trailing' || problem.after === 'other') continue;
    const isQuote = here?.kind === 'string' || here?.kind === 'quoted-name';
    if (isQuote && here.closed) signs.add(SIGNS.adjacentLiterals, problem);
  }
}

function kindOf(source: Source, problem: Problem, cut: boolean): SignKind | null {
  const { kind, after } = problem;
  switch (kind) {
    case 'trailing':
      if (after === 'string') return SIGNS.behindText;
      if (problem.nested && isComparison(source, problem)) return SIGNS.comparisonInList;
      return after === 'number' ? behindNumber(source, problem) : SIGNS.misplacedText;
    case 'unclosed-string':
      if (cut) return null;
      if (after === 'string') return SIGNS.openBehindText;
      // A quote alone where a value begins: the first half of a text that a program puts together.
      return isLoneQuote(problem) && after === 'other' ? SIGNS.openQuote : SIGNS.openLiteral;
    case 'stray-close':
      if (after === 'string') return SIGNS.strayBracketText;
      if (after !== 'number' || isCommented(source, problem)) return SIGNS.strayBracket;
      return SIGNS.strayBracketNumber;
    case 'unclosed-group':
      return cut ? null : SIGNS.openGroup;
    case 'late-condition':
      return SIGNS.lateCondition;
    case 'repeated-clause':
      return SIGNS.repeatedClause;
    case 'late-clause':
      return SIGNS.lateClause;
    case 'swapped-clause':
      return SIGNS.swappedClause;
    case 'more-rows':
      return SIGNS.moreRows;
    case 'more-values':
      return SIGNS.moreValues;
    case 'subquery':
      return SIGNS.subquery;
    case 'too-deep':
      return SIGNS.tooDeep;
    case 'foreign-logic':
    case 'missing-term':
      return null;
  }
}

function behindNumber({ tokens }: Source, { token, nested }: Problem): SignKind {
  const kind = tokens[token]?.kind;
  if (kind === 'number' || kind === 'blob' || kind === 'uuid') return SIGNS.numbers;
  return nested ? SIGNS.behindNumberNested : SIGNS.behindNumber;
}

/** `VALUES ('x', role = 'admin')`: lists hold terms. */
function isComparison({ tokens }: Source, { token }: Problem): boolean {
  const here = tokens[token];
  return here?.kind === 'symbol' && COMPARISONS.has(here.word);
}

function isCommented({ text, comments }: Source, { token, end }: Problem): boolean {
  return comments.some(({ tokensBefore, start }) => {
    return tokensBefore === token + 1 && !text.slice(end, start).includes('\n');
  });
}

function isFollowed({ tokens }: Source, { token }: Problem): boolean {
  const next = tokens[token + 1];
  return next !== undefined && next.kind !== 'end' && next.word !== ';';
}

function isLoneQuote({ start, end }: Problem): boolean {
  return end === start + 1;
}
