/** Words and functions that only other databases have: they tell what an attack was after. */

import { isWord } from '../cursor';
import type { Source, Token } from '../tokens';
import type { Call, Problem, Term } from '../tree';
import { partsOf } from '../tree';
import type { SignKind, SignList } from '../../signList';
import { SIGNS } from '../weights';

const WORDS: ReadonlyMap<string, SignKind> = new Map<string, SignKind>([
  ...all(
    SIGNS.foreignDelay,
    'sleep pg_sleep benchmark waitfor dbms_lock dbms_pipe randomblob generate_series sleeptime',
  ),
  ...all(SIGNS.foreignUnion, 'union intersect'),
  ...all(
    SIGNS.foreignFile,
    'load_file outfile dumpfile information_schema sysobjects syscolumns sysusers sqlite_master ' +
      'all_tables pg_catalog pg_shadow user_tables openrowset',
  ),
  ...all(
    SIGNS.foreignError,
    'utl_inaddr utl_http ctxsys extractvalue updatexml xmltype geometrycollection dbms_utility ' +
      'httpuritype',
  ),
  ...all(
    SIGNS.foreignRun,
    'exec execute xp_cmdshell shutdown declare sp_password sp_executesql reconfigure procedure',
  ),
  ...all(SIGNS.foreignQuery, 'select having rownum rlike regexp'),
]);
/** Functions of other databases that a user of this one might call the same. */
const CALLS: ReadonlySet<string> = new Set(
  (
    'if char chr ascii substring substr mid concat concat_ws md5 hex version user database ' +
    'system_user current_user session_user user_name length len elt bin ord conv char_length sha1 ' +
    'ifnull isnull nvl decode to_char db_name row_count make_set str lower upper unhex field ' +
    'convert floor rand exp case iif'
  ).split(' '),
);
/** A named technique says more than "syntax", so these words are looked for behind every break. */
const BREAKS: ReadonlySet<Problem['kind']> = new Set([
  'trailing',
  'stray-close',
  'subquery',
  'foreign-logic',
  'late-condition',
  'missing-term',
]);
const MOST_TOKENS = 2000;

/** Words of other databases behind the first place that left the grammar. */
export function foreignWordSigns(
  { text, tokens }: Source,
  problems: readonly Problem[],
  signs: SignList,
): void {
  const first = problems.find(({ kind }) => BREAKS.has(kind));
  if (first === undefined) return;
  const last = Math.min(tokens.length, first.token + MOST_TOKENS);
  for (let index = first.token; index < last; index++) {
    const token = tokens[index];
    if (token === undefined) return;
    wordSigns(text, token, tokens[index + 1] ?? token, signs);
  }
}

/** What a statement does that begins with a word of another database. */
export function foreignVerb(verb: string): SignKind | undefined {
  return WORDS.get(verb);
}

/** Calls of foreign functions among terms where CQL would accept a function by that name. */
export function foreignCallSigns(terms: readonly Term[], signs: SignList): void {
  for (const term of terms) {
    if (term.kind === 'literal') continue;
    const call = findCall(term);
    if (call !== null) signs.add(callKind(call.name), call);
  }
}

/** The call within a term that says most of what an attack was after. */
function findCall(term: Term): Call | null {
  let found = term.kind === 'call' && isForeignName(term.name) ? term : null;
  for (const part of partsOf(term)) {
    const inner = findCall(part);
    if (inner === null) continue;
    if (found === null || callKind(inner.name).weight > callKind(found.name).weight) found = inner;
  }
  return found;
}

function wordSigns(text: string, token: Token, next: Token, signs: SignList): void {
  if (isWord(token, '#') || (isWord(token, '-') && isWord(next, '-'))) {
    signs.add(SIGNS.foreignComment, token);
  } else if (isWord(token, '@')) {
    if (text[token.end] === '@' || next.kind === 'name') signs.add(SIGNS.foreignFile, token);
  } else if (token.kind === 'name') {
    const kind = WORDS.get(token.word);
    if (kind !== undefined) signs.add(kind, token);
    else if (isWord(next, '(') && CALLS.has(token.word)) signs.add(SIGNS.foreignCall, token);
  }
}

function isForeignName(name: string): boolean {
  return CALLS.has(name) || wordKind(name) !== undefined;
}

function callKind(name: string): SignKind {
  return wordKind(name) ?? SIGNS.foreignCall;
}

/** `utl_inaddr.get_host_address` is known by its package. */
function wordKind(name: string): SignKind | undefined {
  return WORDS.get(name) ?? WORDS.get(name.split('.', 1)[0] ?? name);
}

function all(kind: SignKind, words: string): (readonly [string, SignKind])[] {
  return words.split(' ').map((word) => [word, kind] as const);
}
