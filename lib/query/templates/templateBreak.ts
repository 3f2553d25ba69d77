import type { Technique } from '../verdict';
import type { TemplateIndex, LiteralPlace } from './templateIndex';
import { PLACEHOLDER } from './shapeTokens';

/** A text that is a template of its container, broken open at a literal. */
export interface TemplateBreak {
  readonly technique: Technique;
  readonly meaning: string;
  /** How sure the kind of break is by itself, 0 to 1. */
  readonly weight: number;
  /** Sightings of the template. */
  readonly sightings: number;
  /** Index of the first token behind the literal that was broken open. */
  readonly tokenIndex: number;
}

/** What a shape alone does not show of its text. */
export interface TextFacts {
  /** The text ends in a comment, which may hide the rest of the template. */
  readonly endsInComment: boolean;
  /** The text's last tokens as they stand, comment or not, with values as placeholders. */
  readonly tail: readonly string[];
  /** The server would accept the text, or it is cut so that nobody can tell. */
  readonly valid: boolean;
}

/**
 * Looks for a template that the text was before something came in through one of its literals: the
 * start is equal up to a literal, then comes more, then the template's own rest or a comment that
 * cuts it off. What newly deployed code may well add (another condition that narrows, an order by a
 * property, a page) is no break.
 */
export function findBreak(
  index: TemplateIndex,
  tokens: readonly string[],
  facts: TextFacts,
): TemplateBreak | null {
  let best: TemplateBreak | null = null;
  for (const place of index.candidates(tokens)) {
    const found = breakAt(place, tokens, facts);
    if (found !== null && (best === null || found.weight >= best.weight)) best = found;
  }
  return best;
}

function breakAt(
  { template, tokens: known, at }: LiteralPlace,
  tokens: readonly string[],
  facts: TextFacts,
): TemplateBreak | null {
  const rest = known.slice(at + 1);
  const base = { sightings: template.sightings };
  if (tokens[at] !== PLACEHOLDER) {
    const operator = operatorInPlaceOf(tokens.slice(at), rest);
    return operator === null ? null : { ...base, ...operator, tokenIndex: at };
  }
  const behind = tokens.slice(at + 1);
  const intact = endsWith(behind, rest);
  const added = intact ? behind.slice(0, behind.length - rest.length) : behind;
  if (intact && added.length === 0) return null;
  const kind = intact ? kindOfAddition(added, rest, facts) : kindOfCut(added, rest, facts);
  return kind === null ? null : { ...base, ...kind, tokenIndex: at + 1 };
}

type Kind = Pick<TemplateBreak, 'technique' | 'meaning' | 'weight'>;

/** The template's rest is missing: only a comment explains that it was there and is hidden. */
function kindOfCut(
  added: readonly string[],
  rest: readonly string[],
  { endsInComment, tail }: TextFacts,
): Kind | null {
  if (!endsInComment || rest.length === 0) return null;
  // Where the comment does not show the rest, other code may only begin alike.
  if (!endsWith(tail, rest) && sharedStart(added, rest) > 1) return null;
  return {
    technique: 'comment-truncation',
    meaning: 'A known query of this container is cut off by a comment behind a literal',
    weight: 0.9,
  };
}

const WIDENING = new Set(['or', '||', '|']);
const NARROWING = new Set(['and', '&&', '&', ',']);
/** Steps of Gremlin that change data, or what a traversal finds, in a way that injections need. */
const HARMFUL_STEP =
  /^(drop|addv|adde|property|or|and|not|union|coalesce|choose|inject|sideeffect|map|flatmap|v|e|call|program)$/;

/** Something stands between a literal and the template's own rest. */
function kindOfAddition(
  added: readonly string[],
  rest: readonly string[],
  facts: TextFacts,
): Kind | null {
  const words = added.map((token) => token.toLowerCase());
  const [first = '', second = ''] = words;
  if (facts.endsInComment) {
    return {
      technique: 'comment-truncation',
      meaning: 'A known query of this container goes on behind a literal and ends in a comment',
      weight: 0.9,
    };
  }
  if (WIDENING.has(first)) {
    return {
      technique: 'template-deviation',
      meaning: 'A known query of this container is widened behind a literal',
      weight: 0.9,
    };
  }
  if (first === ')' && isUnbalanced(words)) return kindOfClosing(words);
  // Deployed code runs: what cannot run was not written by a programmer.
  if (!facts.valid)
    return clause('A known query of this container goes on behind a literal and fails');
  if (NARROWING.has(first)) return kindOfNarrowing(words);
  if (first === 'order' && second === 'by') {
    return words[2] === PLACEHOLDER
      ? clause('A known query of this container is ordered by a constant')
      : null;
  }
  if (first === ';' || first === 'union' || first === 'select' || first === 'group') {
    return clause('A known query of this container has another clause behind a literal');
  }
  // Arithmetic or text put to a literal: a value that computes.
  if (rest.length > 0 && ['+', '-', '*', '/', '%', '?', '.'].includes(first)) {
    return clause('A literal of a known query of this container became an expression');
  }
  return null;
}

/** The template's bracket is closed early, and another one opened for what follows. */
function kindOfClosing(words: readonly string[]): Kind | null {
  const next = words.find((word) => word !== ')' && word !== '.') ?? '';
  if (words.includes('.') && !HARMFUL_STEP.test(next)) return null;
  if (NARROWING.has(next)) return kindOfNarrowing(words.slice(words.indexOf(next)));
  return {
    technique: 'template-deviation',
    meaning: 'A known query of this container is closed early and goes on',
    weight: 0.85,
  };
}

/** Applications add conditions themselves; only what they would not write is a break. */
function kindOfNarrowing(words: readonly string[]): Kind | null {
  const comparesConstants = words.some(
    (word, at) =>
      word === PLACEHOLDER && isComparison(words[at + 1]) && words[at + 2] === PLACEHOLDER,
  );
  const isConstant = words.some(
    (word, at) => NARROWING.has(word) && words[at + 1] === PLACEHOLDER && isJoint(words[at + 2]),
  );
  const hasOperatorKey = words.some((word) => /^\$(or|nor|where|expr|ne|gt|function)$/.test(word));
  if (!comparesConstants && !isConstant && !hasOperatorKey && !words.includes('select'))
    return null;
  return {
    technique: 'template-deviation',
    meaning: 'A known query of this container has a condition added that no application writes',
    weight: 0.8,
  };
}

/** MongoDB: an object of operators stands where the template has a plain value. */
function operatorInPlaceOf(tokens: readonly string[], rest: readonly string[]): Kind | null {
  if (tokens[0] !== '{' || !/^\$[a-z]+$/i.test(tokens[1] ?? '')) return null;
  if (!endsWith(tokens, rest)) return null;
  return {
    technique: 'operator-abuse',
    meaning: 'A value of a known query of this container became an operator',
    weight: 0.8,
  };
}

function clause(meaning: string): Kind {
  return { technique: 'clause-injection', meaning, weight: 0.85 };
}

/** What may stand behind a whole condition. */
function isJoint(token: string | undefined): boolean {
  return token === undefined || token === ')' || NARROWING.has(token) || WIDENING.has(token);
}

function isComparison(token: string | undefined): boolean {
  return token !== undefined && /^(=|<|>|!|eq|ne|gt|lt|ge|le|like)$/.test(token);
}

function isUnbalanced(words: readonly string[]): boolean {
  let open = 0;
  for (const word of words) {
    if (word === '(') open += 1;
    if (word === ')') open -= 1;
    if (open < 0) return true;
  }
  return false;
}

function endsWith(tokens: readonly string[], end: readonly string[]): boolean {
  const from = tokens.length - end.length;
  return from >= 0 && end.every((token, at) => tokens[from + at] === token);
}

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}
