/** Signs that a value was closed early: what stands where the language allows nothing. */

import type { Sign } from '../../verdict';
import type { Comment, Parsed, Problem } from '../language/tree';
import { signAt } from './sign';

const HIDDEN_TAIL = 0.75;
const BEHIND_COMMAND = 0.55;

/** How a text came about, as far as it matters for what may be wrong in it. */
export interface Writing {
  /** The platform cut it. */
  readonly cut: boolean;
  /** A driver wrote it as JSON, and drivers close what they open. */
  readonly json: boolean;
}

/**
 * Signs in the places that the parser could not accept, each kind once. What is open at the end
 * of a cut text is none.
 */
export function breakoutSigns(problems: readonly Problem[], text: Writing): Sign[] {
  if (problems.length === 0) return [];
  const signs: Sign[] = [];
  const seen = new Set<string>();
  for (const problem of problems) {
    const found = signOf(problem, text);
    if (found === null || seen.has(problem.kind)) continue;
    seen.add(problem.kind);
    signs.push(found);
  }
  return signs;
}

/** A sign that the end of a command was made a comment of. */
export function hiddenTailSigns(text: string, { comment, problems }: Parsed): Sign[] {
  if (comment?.last !== true) return [];
  const open = problems.some(({ kind }) => kind === 'unclosed-bracket');
  if (!open && !hidesTail(text, comment)) {
    if (!text.startsWith('{"')) return [];
    const behind = 'a comment behind a command that a driver wrote';
    return [signAt(comment, 'comment-truncation', BEHIND_COMMAND, behind)];
  }
  const meaning = 'a comment hides the end of the command';
  return [signAt(comment, 'comment-truncation', HIDDEN_TAIL, meaning)];
}

/** True where a comment holds the end of a text or brackets that close nothing in it. */
export function hidesTail(text: string, comment: Comment): boolean {
  let open = 0;
  for (let at = comment.start; at < comment.end; at++) {
    const character = text.charAt(at);
    if ('([{'.includes(character)) open++;
    else if (')]}'.includes(character) && --open < 0) return true;
  }
  return false;
}

function signOf(problem: Problem, { cut, json }: Writing): Sign | null {
  const { kind, afterString } = problem;
  const probe = (weight: number, meaning: string): Sign =>
    signAt(problem, 'syntax-probe', weight, meaning);
  switch (kind) {
    case 'trailing':
      return afterString
        ? probe(0.75, 'something follows a closed text')
        : probe(0.3, 'something follows a complete value');
    case 'statement-inside':
      return signAt(problem, 'stacked', 0.6, 'a statement ends inside brackets');
    case 'member-inside':
      return signAt(problem, 'clause-injection', 0.5, 'a member stands where a value does');
    case 'unclosed-string':
      if (cut) return null;
      return afterString
        ? probe(0.75, 'a quote opens behind a text')
        : probe(0.6, 'a quote is not closed');
    case 'unclosed-bracket':
      return cut ? null : probe(0.3, 'a bracket is not closed');
    case 'mismatched-close':
      return probe(0.6, 'a bracket is closed by one of another kind');
    case 'stray-close':
      return probe(afterString ? 0.6 : json ? 0.55 : 0.4, 'a bracket closes nothing');
    case 'missing-value':
      return cut ? null : probe(0.15, 'a value is missing');
    case 'too-deep':
      return signAt(problem, 'dos', 0.6, 'brackets nest deeper than the server allows');
  }
}
