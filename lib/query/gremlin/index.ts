/** Analysis of Gremlin texts, the language of the API for Gremlin. */

import type { Analyser, Understanding } from '../verdict';
import { parseScript } from './parser';
import { shapeOf } from './shape';
import { breakSigns } from './signs/breaks';
import { chainSigns } from './signs/chains';
import { codeSigns, operationSigns } from './signs/code';
import { commentSigns } from './signs/comments';
import { costSigns } from './signs/cost';
import { filterSigns } from './signs/filters';
import { SignList } from './signs/sign-list';
import { stackingSigns } from './signs/stacking';
import type { Source } from './tokens';
import { sourceOf } from './tokens';
import type { Expression, Problem, Script } from './tree';
import { partsOf } from './tree';

/** What may be open at the end of a text that was cut. */
const OPEN_AT_CUT: ReadonlySet<Problem['kind']> = new Set([
  'unclosed-string',
  'unclosed-group',
  'missing-expression',
]);

/** Analyses one Gremlin text. Source of the steps: TinkerPop's reference documentation. */
export const analyseGremlin: Analyser = (text, options = {}) => {
  const cut = options.cut ?? false;
  const source = sourceOf(text);
  const script = parseScript(source);
  const signs = new SignList();
  stackingSigns(script, signs);
  for (const { expression, separator } of script.statements) {
    visit(expression, separator === 'semicolon' ? 'stacked' : 'top', signs);
  }
  commentSigns(source, cut, signs);
  breakSigns(source, script.problems, cut, signs);
  const valid = isValid(script, cut);
  return { signs: signs.signs, understanding: new GremlinUnderstanding(source, script, valid) };
};

type Place = 'top' | 'stacked' | 'arguments' | 'closure';

function visit(expression: Expression, place: Place, signs: SignList): void {
  if (expression.kind === 'chain') {
    chainSigns(expression, signs);
    filterSigns(expression, signs);
    costSigns(expression, signs);
    codeSigns(expression, place !== 'top', signs);
  } else if (expression.kind === 'operation' && place === 'arguments') {
    operationSigns(expression, signs);
  }
  const inner = placeWithin(expression, place);
  for (const part of partsOf(expression)) visit(part, inner, signs);
}

function placeWithin({ kind }: Expression, place: Place): Place {
  if (kind === 'closure') return 'closure';
  return kind === 'chain' && place !== 'closure' ? 'arguments' : place;
}

/** The server runs one traversal, without closures and code around it. */
function isValid({ statements, problems }: Script, cut: boolean): boolean {
  const [statement, ...others] = statements;
  if (statement === undefined || others.length > 0) return false;
  const { expression } = statement;
  if (expression.kind !== 'chain' || expression.root !== 'g' || hasCode(expression)) return false;
  return problems.every(({ kind }) => cut && OPEN_AT_CUT.has(kind));
}

function hasCode(expression: Expression): boolean {
  if (expression.kind === 'closure' || expression.kind === 'operation') return true;
  if (expression.kind === 'chain' && (expression.isNew || expression.base !== null)) return true;
  return partsOf(expression).some(hasCode);
}

/** Says what was understood; words and shape are made only when somebody asks. */
class GremlinUnderstanding implements Understanding {
  readonly #source: Source;
  readonly #script: Script;

  constructor(
    source: Source,
    script: Script,
    readonly valid: boolean,
  ) {
    this.#source = source;
    this.#script = script;
  }

  get summary(): string {
    const [first, ...others] = this.#script.statements;
    if (first === undefined) return 'empty text';
    const { expression } = first;
    if (expression.kind !== 'chain' || expression.root !== 'g') return 'text that is no traversal';
    const names = expression.steps.map(({ name }) => name).slice(0, 8);
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `traversal ${names.join('.')}${expression.steps.length > 8 ? '...' : ''}${more}`;
  }

  get shape(): string {
    return shapeOf(this.#source);
  }
}
