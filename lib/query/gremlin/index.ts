/** Analysis of Gremlin texts, the language of the API for Gremlin. */

import type { Analyser, Understanding } from '../verdict';
import { parseScript } from './parser';
import { shapeOf } from './shape';
import { aritySigns } from './signs/arity';
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
import { forEachPart, someWithin } from './tree';

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
  return { signs: signs.signs, understanding: new GremlinUnderstanding(source, script, cut) };
};

type Place = 'top' | 'stacked' | 'arguments' | 'closure';

function visit(expression: Expression, place: Place, signs: SignList): void {
  if (expression.kind === 'literal' || expression.kind === 'missing') return;
  if (expression.kind === 'chain') {
    chainSigns(expression, signs);
    aritySigns(expression, signs);
    filterSigns(expression, signs);
    costSigns(expression, signs);
    codeSigns(expression, place !== 'top', signs);
  } else if (expression.kind === 'operation' && place === 'arguments') {
    operationSigns(expression, signs);
  }
  const inner = placeWithin(expression, place);
  forEachPart(expression, (part) => visit(part, inner, signs));
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
  return someWithin(expression, (part) => {
    if (part.kind === 'closure' || part.kind === 'operation') return true;
    return part.kind === 'chain' && (part.isNew || part.base !== null);
  });
}

/** Says what was understood; worked out only when somebody asks. */
class GremlinUnderstanding implements Understanding {
  constructor(
    private readonly source: Source,
    private readonly script: Script,
    private readonly cut: boolean,
  ) {}

  get valid(): boolean {
    return isValid(this.script, this.cut);
  }

  get summary(): string {
    const [first, ...others] = this.script.statements;
    if (first === undefined) return 'empty text';
    const { expression } = first;
    if (expression.kind !== 'chain' || expression.root !== 'g') return 'text that is no traversal';
    const names = expression.steps.map(({ name }) => name).slice(0, 8);
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `traversal ${names.join('.')}${expression.steps.length > 8 ? '...' : ''}${more}`;
  }

  get shape(): string {
    return shapeOf(this.source);
  }
}
