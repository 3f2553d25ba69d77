/** Signs that a literal was closed early: what stands where the grammar allows nothing. */

import type { Source, Token } from '../tokens';
import type { Problem } from '../tree';
import type { SignKind, SignList } from '../../signList';
import { SIGNS } from '../weights';

const WORDS: ReadonlyMap<string, SignKind> = new Map<string, SignKind>([
  ...all(SIGNS.foreignDelay, 'sleep pg_sleep benchmark waitfor waifor dbms_lock dbms_pipe'),
  ...all(SIGNS.foreignRun, 'exec execute xp_cmdshell insert update delete drop shutdown declare'),
  ...all(SIGNS.foreignQuery, 'select from having like rownum'),
  ...all(SIGNS.foreignLogic, 'or and xor'),
]);
/** `@Grab` and others that make the compiler run code. */
const ANNOTATIONS = new Set(
  'grab grapes grabresolver grabconfig asttest annotationcollector'.split(' '),
);
const MOST_TOKENS = 2000;

/** Signs in the places that the parser could not accept; what is open at a cut is none. */
export function breakSigns(
  source: Source,
  problems: readonly Problem[],
  cut: boolean,
  signs: SignList,
): void {
  let broken: Problem | null = null;
  for (const problem of problems) {
    // The last word of a cut text may be half of another.
    if (cut && problem.end === source.text.length) continue;
    const kind = kindOf(source, problem, cut);
    if (kind === null) continue;
    signs.add(kind, problem);
    if (problem.kind === 'stray-close' && isFollowed(source, problem)) {
      signs.add(SIGNS.textBehindBracket, problem);
    }
    if (problem.kind === 'trailing' || problem.kind === 'stray-close') broken ??= problem;
  }
  if (broken !== null) wordSigns(source, broken.token, signs);
}

function kindOf({ tokens }: Source, problem: Problem, cut: boolean): SignKind | null {
  const { kind, after, inArguments } = problem;
  switch (kind) {
    case 'trailing':
      if (after === 'close' && tokens[problem.token]?.kind === 'string')
        return SIGNS.textBehindStep;
      if (!inArguments && after === 'string') return SIGNS.behindTextOutside;
      if (!inArguments)
        return isComma(tokens, problem) ? SIGNS.commaBehindStep : SIGNS.misplacedText;
      if (after === 'string') return SIGNS.behindText;
      if (tokens[problem.token]?.word === ';') return SIGNS.stackedInStep;
      return after === 'number' ? SIGNS.behindNumber : SIGNS.misplacedText;
    case 'unclosed-string':
      if (cut) return null;
      if (after === 'string') return SIGNS.openBehindText;
      // A quote alone where a value begins: the first half of a text that a program puts together.
      return isLoneQuote(problem) && after === 'other' ? SIGNS.openQuote : SIGNS.openLiteral;
    case 'stray-close':
      return after === 'string' ? SIGNS.strayBracketText : SIGNS.strayBracket;
    case 'unclosed-group':
      if (cut) return null;
      return endsComplete(tokens) ? SIGNS.openStep : SIGNS.openGroup;
    case 'too-deep':
      return SIGNS.tooDeep;
    case 'missing-expression':
      return null;
  }
}

/** `g.V('a'), __.V('b')`: a comma separates arguments, not traversals. */
function isComma(tokens: readonly Token[], { after, token }: Problem): boolean {
  const here = tokens[token];
  return after === 'close' && here?.kind === 'symbol' && here.word === ',';
}

/** `... .or(__.identity(), __.has('a', 'b')`: the last literal is closed as the first one was. */
function endsComplete(tokens: readonly Token[]): boolean {
  let last = tokens.length - 2;
  if (tokens[last]?.word !== ')') return false;
  while (tokens[last]?.kind === 'symbol' && tokens[last]?.word === ')') last--;
  const kind = tokens[last]?.kind;
  return kind === 'string' || kind === 'number';
}

function isFollowed({ tokens }: Source, { token }: Problem): boolean {
  const next = tokens[token + 1];
  return next !== undefined && next.kind !== 'end' && next.word !== ';';
}

/** Words of other languages: they tell what an attack was after. */
function wordSigns({ tokens }: Source, from: number, signs: SignList): void {
  const last = Math.min(tokens.length - 1, from + MOST_TOKENS);
  for (let index = from; index < last; index++) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (token === undefined || next === undefined) return;
    if (token.kind === 'symbol') {
      if (token.word === '#' || token.word === '--') signs.add(SIGNS.foreignComment, token);
    } else if (token.kind === 'name') nameSigns(token, next, tokens[index - 1], signs);
  }
}

function nameSigns(token: Token, next: Token, before: Token | undefined, signs: SignList): void {
  const word = token.word.toLowerCase();
  if (ANNOTATIONS.has(word)) signs.add(SIGNS.annotation, token);
  if (before?.word === '.') return;
  if (word === 'union' && next.word !== '(') signs.add(SIGNS.foreignUnion, token);
  const kind = WORDS.get(word);
  if (kind !== undefined) signs.add(kind, token);
}

function all(kind: SignKind, words: string): (readonly [string, SignKind])[] {
  return words.split(' ').map((word) => [word, kind] as const);
}

function isLoneQuote({ start, end }: Problem): boolean {
  return end === start + 1;
}
