/** Signs that a literal was closed early: what stands where the grammar allows nothing. */

import type { Sign, Technique } from '../verdict';
import type { Call, Parsed, Problem } from './tree';

/** Words of other languages that tell what an attack was after. */
const FOREIGN_WORDS: readonly (readonly [RegExp, Technique, string])[] = [
  [/\b(sleep|pg_sleep|benchmark|waitfor|dbms_pipe|dbms_lock)\b/i, 'time-blind', 'a delay'],
  [/\bunion\b/i, 'union', 'a union'],
  [/\b(exec|execute|drop|create|insert|update|delete|shutdown|alter)\b/i, 'stacked', 'a statement'],
  [/\b(select|from|having)\b/i, 'subquery', 'a query'],
  [/\border\s+by\b/i, 'clause-injection', 'a clause'],
];
const FOREIGN_CALLS: readonly (readonly [RegExp, Technique, string])[] = [
  [/^(sleep|pg_sleep|benchmark|dbms_.*)$/, 'time-blind', 'a call that waits'],
  [/^(utl_.*|extractvalue|updatexml|xmltype|convert|cast)$/, 'error-based', 'a call of a database'],
  [/^(load_file|xp_.*|sys\..*)$/, 'schema-or-file-access', 'a call of a database'],
  [
    /^(select|if|char|chr|ascii|concat|md5|hex|version|user|database)$/,
    'subquery',
    'a foreign call',
  ],
];
/** Functions of other OData services, which people try here. */
const ODATA_CALLS = new Set(
  `substringof startswith endswith contains length indexof replace substring tolower toupper trim
  concat year month day hour minute second round floor ceiling date time now isof matchespattern`
    .trim()
    .split(/\s+/),
);
const FOREIGN_CALL = 0.8;
const UNKNOWN_CALL = 0.6;
const FOREIGN_OPERATOR = 0.2;
const OPERATOR_OF_TWO_LANGUAGES = 0.6;
/** So much behind a break is searched for words. */
const LONGEST_SEARCH = 4096;
const NO_SIGNS: readonly Sign[] = [];
const WORD_BEHIND_BREAK = 0.6;

/** Signs in the places that the parser could not accept. Those at a cut text's end are none. */
export function breakoutSigns(
  text: string,
  { problems, mixesLanguages }: Parsed,
  cut: boolean,
): readonly Sign[] {
  if (problems.length === 0) return NO_SIGNS;
  const signs: Sign[] = [];
  const seen = new Set<Problem['kind']>();
  for (const problem of problems) {
    if (seen.has(problem.kind)) continue;
    const found = signOf(problem, cut, mixesLanguages);
    if (found === null) continue;
    seen.add(problem.kind);
    signs.push(found);
    if (signs.length === 1) signs.push(...wordsBehind(text, problem));
  }
  return signs;
}

/** Calls of functions that only other languages have. */
export function foreignCallSigns({ calls, expression }: Parsed): readonly Sign[] {
  // `Orders('x')` and nothing else is the path of an entity.
  if (calls.length === 0 || expression.kind === 'call') return NO_SIGNS;
  return calls.flatMap(signsOfCall);
}

function signsOfCall({ name, start, end }: Call): Sign[] {
  const known = FOREIGN_CALLS.filter(([pattern]) => pattern.test(name));
  if (known.length > 0) {
    return known.map(([, technique, meaning]) => {
      return { technique, weight: FOREIGN_CALL, meaning, start, end };
    });
  }
  if (ODATA_CALLS.has(name)) return [];
  const meaning = 'a function that no OData service has';
  return [{ technique: 'boolean-blind', weight: UNKNOWN_CALL, meaning, start, end }];
}

function signOf(problem: Problem, cut: boolean, mixesLanguages: boolean): Sign | null {
  const { kind, after, start, end } = problem;
  const sign = (technique: Technique, weight: number, meaning: string): Sign => {
    return { technique, weight, meaning, start, end };
  };
  switch (kind) {
    case 'trailing':
      if (after === 'string')
        return sign('syntax-probe', 0.75, 'something follows a closed literal');
      return sign('syntax-probe', after === 'number' ? 0.65 : 0.3, 'something follows a condition');
    case 'unclosed-string':
      if (cut) return null;
      if (after === 'string') return sign('syntax-probe', 0.75, 'a quote opens behind a literal');
      return sign('syntax-probe', 0.55, 'a quote is not closed');
    case 'stray-close':
      return sign('syntax-probe', after === 'other' ? 0.3 : 0.5, 'a parenthesis closes nothing');
    case 'unclosed-group':
      return cut ? null : sign('syntax-probe', 0.2, 'a parenthesis is not closed');
    case 'comment':
      return sign('comment-truncation', 0.7, 'a comment mark; the language has no comments');
    case 'separator':
      return sign('stacked', 0.7, 'a statement separator; the language has none');
    case 'option':
      return sign('clause-injection', 0.75, 'another query option follows the filter');
    case 'foreign-operator':
      return mixesLanguages
        ? sign('operator-abuse', OPERATOR_OF_TWO_LANGUAGES, 'operators of two languages are mixed')
        : sign('syntax-probe', FOREIGN_OPERATOR, 'an operator of another language');
    case 'mixed-case':
      return sign('tautology', 0.5, 'a logical word in other letters than the rest');
    case 'malformed-literal':
      return sign('syntax-probe', 0.55, 'a literal that is no value of its type');
    case 'suffixed-boolean':
      return sign('tautology', 0.55, 'a boolean with the suffix of a number');
    case 'foreign-variable':
      return sign('schema-or-file-access', 0.9, 'a variable of another database');
    case 'double-negation':
      return sign('tautology', 0.55, 'a condition is negated twice');
    case 'foreign-sign':
      return sign('syntax-probe', 0.55, 'a sign of another language follows a condition');
    case 'missing-operand':
      return cut ? null : sign('syntax-probe', 0.15, 'an operand is missing');
    case 'too-deep':
      return sign('dos', 0.6, 'parentheses nest deeper than any query needs');
    case 'unknown-operator':
    case 'letter-case':
      return null;
  }
}

/** What an attack that goes on behind `start` was after, by its words; null where none is known. */
export function techniqueBehind(text: string, start: number): Technique | null {
  const rest = text.slice(start, start + LONGEST_SEARCH);
  return FOREIGN_WORDS.find(([words]) => words.test(rest))?.[1] ?? null;
}

function wordsBehind(text: string, problem: Problem): Sign[] {
  if (problem.kind === 'foreign-operator' || problem.kind === 'missing-operand') return [];
  const signs: Sign[] = [];
  for (const [words, technique, what] of FOREIGN_WORDS) {
    const match = words.exec(text.slice(problem.start, problem.start + LONGEST_SEARCH));
    if (match === null) continue;
    const start = problem.start + match.index;
    const meaning = `${what} of another language behind the break`;
    signs.push({
      technique,
      weight: WORD_BEHIND_BREAK,
      meaning,
      start,
      end: start + match[0].length,
    });
    break;
  }
  // A named technique says more than "syntax"; equal weights would leave it in the shade.
  return signs.map((found) => ({ ...found, weight: Math.max(found.weight, 0.76) }));
}
