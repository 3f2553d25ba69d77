/** Analysis of Gremlin texts, the language of the API for Gremlin. */

import { SignList } from '../signList';
import { ParsedUnderstanding, PlainUnderstanding, type Language } from '../understanding';
import type { Analyser, Analysis, AnalysisOptions, Sign } from '../verdict';
import { parseScript } from './parser';
import { plainSteps } from './plain';
import { shapeOf } from './shape';
import { aritySigns, hasFittingArity } from './signs/arity';
import { breakSigns } from './signs/breaks';
import { chainSigns, firstLiteralOf } from './signs/chains';
import { closureSigns } from './signs/closures';
import { codeSigns } from './signs/code';
import { commentSigns } from './signs/comments';
import { costSigns } from './signs/cost';
import { filterSigns } from './signs/filters';
import { interpolationSigns } from './signs/interpolations';
import { numberSigns } from './signs/numbers';
import { operationSigns } from './signs/operations';
import { secretSigns } from './signs/secrets';
import { stackingSigns } from './signs/stacking';
import type { Source } from './tokens';
import { sourceOf } from './tokens';
import type { Chain, Expression, Problem, Script } from './tree';
import { forEachPart, someWithin } from './tree';

const NO_SIGNS: readonly Sign[] = [];
/** What may be open at the end of a text that was cut. */
const OPEN_AT_CUT: ReadonlySet<Problem['kind']> = new Set([
  'unclosed-string',
  'unclosed-group',
  'missing-expression',
]);

/** Analyses one Gremlin text. Source of the steps: TinkerPop's reference documentation. */
export const analyseGremlin: Analyser = (text, options = {}) => {
  const plain = plainSteps(text);
  if (plain.areAll)
    return { signs: NO_SIGNS, understanding: new PlainUnderstanding(GREMLIN, text) };
  return analyseSource(sourceOf(text, plain.chain), options);
};

/** The same without the short ways for plain steps. */
export const analyseWhole: Analyser = (text, options = {}) =>
  analyseSource(sourceOf(text), options);

function analyseSource(source: Source, options: AnalysisOptions): Analysis {
  const cut = options.cut ?? false;
  const script = parseScript(source);
  const signs = new SignList();
  stackingSigns(script, signs);
  for (const { expression, separator } of script.statements) {
    visit(expression, separator === 'semicolon' ? 'stacked' : 'top', signs);
  }
  interpolationSigns(source, signs);
  numberSigns(source, signs);
  commentSigns(source, cut, signs);
  breakSigns(source, script.problems, cut, signs);
  return {
    signs: signs.signs,
    understanding: new ParsedUnderstanding(GREMLIN, source, script, cut),
  };
}

type Place = 'top' | 'stacked' | 'arguments' | 'closure';

function visit(expression: Expression, place: Place, signs: SignList): void {
  if (expression.kind === 'literal' || expression.kind === 'missing') return;
  if (expression.kind === 'chain') {
    const literalAt = firstLiteralOf(expression);
    chainSigns(expression, literalAt, signs);
    aritySigns(expression, signs);
    filterSigns(expression, literalAt, signs);
    costSigns(expression, signs);
    closureSigns(expression, literalAt, signs);
    secretSigns(expression, literalAt, signs);
    codeSigns(expression, place !== 'top', signs);
  } else if (expression.kind === 'operation') {
    operationSigns(expression, place === 'arguments', signs);
  }
  const inner = placeWithin(expression, place);
  forEachPart(expression, (part) => visit(part, inner, signs));
}

function placeWithin(expression: Expression, place: Place): Place {
  if (expression.kind === 'closure') return 'closure';
  if (expression.kind !== 'chain' || place === 'closure' || isDecision(expression)) return place;
  return 'arguments';
}

/** `if (...) {...}`, which is read as a call. */
function isDecision({ root, base, steps }: Chain): boolean {
  return root === '' && base === null && steps[0]?.name === 'if';
}

/** The server runs one traversal, without closures and code around it. */
function isValid({ statements, problems }: Script, cut: boolean): boolean {
  const [statement, ...others] = statements;
  if (statement === undefined || others.length > 0) return false;
  const { expression } = statement;
  if (expression.kind !== 'chain' || expression.root !== 'g' || isRefused(expression)) return false;
  return problems.every(({ kind }) => cut && OPEN_AT_CUT.has(kind));
}

/** Code around the steps, or steps with arguments that they do not take. */
function isRefused(expression: Expression): boolean {
  return someWithin(expression, (part) => {
    if (part.kind === 'closure' || part.kind === 'operation') return true;
    if (part.kind !== 'chain') return false;
    return part.isNew || part.base !== null || !part.steps.every(hasFittingArity);
  });
}

function summaryOf({ statements }: Script): string {
  const [first, ...others] = statements;
  if (first === undefined) return 'empty text';
  const { expression } = first;
  if (expression.kind !== 'chain' || expression.root !== 'g') return 'text that is no traversal';
  const names = expression.steps.map(({ name }) => name).slice(0, 8);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `traversal ${names.join('.')}${expression.steps.length > 8 ? '...' : ''}${more}`;
}

const GREMLIN: Language<Source, Script> = {
  analyse: analyseWhole,
  sourceOf,
  isValid,
  summaryOf,
  shapeOf,
};
