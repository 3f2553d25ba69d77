/** Analysis of Table API texts: OData filters, query strings and request paths. */

import { PlainUnderstanding } from '../understanding';
import type { Analyser, Analysis, Sign, Understanding } from '../verdict';
import { breakoutSigns, foreignCallSigns } from './breakout';
import { clauseSigns } from './clauses';
import { parseFilter } from './parser';
import { isPlain } from './plain';
import type { TableRequest } from './request';
import { requestOf } from './request';
import { shapeOf } from './shape';
import type { Expression, Problem } from './tree';
import { wideningSigns } from './widening';

const NO_SIGNS: readonly Sign[] = [];
/** What the service takes all the same. */
const ACCEPTED = new Set<Problem['kind']>(['double-negation']);
/** A break or a comment that weighs less may be honest. */
const LEAST_MEANS = 0.6;
/** More signs than this say nothing new. */
const MOST_SIGNS = 40;
/** More filters than this are not read; a request has one. */
const MOST_FILTERS = 8;
/** Tried by people, rejected by the service, and no reason to doubt a cut text. */
const OPEN_AT_CUT = new Set<Problem['kind']>([
  'unclosed-string',
  'unclosed-group',
  'missing-operand',
]);

/**
 * Analyses the text of a Table request. Source of what is accepted: "Querying tables and
 * entities" in the service's REST reference: six comparisons, and, or, not; no functions.
 */
export const analyseTable: Analyser = (text, options = {}) => {
  if (isPlain(text)) return { signs: NO_SIGNS, understanding: new PlainUnderstanding(ODATA, text) };
  return analyseWhole(text, options);
};

/** The same without the short way for plain filters. */
export const analyseWhole: Analyser = (text, options = {}): Analysis => {
  const cut = options.cut ?? false;
  const request = requestOf(text);
  let signs = clauseSigns(request, cut);
  let valid = signs.length === 0;
  const filters: Expression[] = [];
  for (const { start, end } of request.filters) {
    if (filters.length === MOST_FILTERS) break;
    const parsed = parseFilter(request.text, start, end);
    filters.push(parsed.expression);
    signs = joined(signs, breakoutSigns(request.text, parsed, cut));
    signs = joined(signs, foreignCallSigns(parsed));
    signs = joined(signs, wideningSigns(parsed.expression));
    valid &&=
      parsed.calls.length === 0 && parsed.problems.every((problem) => isHarmless(problem, cut));
  }
  return {
    signs: signs.length === 0 ? signs : located(namedByAim(signs.slice(0, MOST_SIGNS)), request),
    understanding: new TableUnderstanding(request, filters, valid),
  };
};

const ODATA = {
  analyse: analyseWhole,
  sourceOf: requestOf,
  shapeOf: ({ text }: TableRequest) => analyseWhole(text).understanding.shape,
};

const joined = (signs: readonly Sign[], more: readonly Sign[]): readonly Sign[] =>
  more.length === 0 ? signs : [...signs, ...more];

/**
 * A broken literal and a comment only serve what was added between them: the strongest sign of that
 * is made to weigh a little more than theirs.
 */
function namedByAim(signs: Sign[]): Sign[] {
  const means = Math.max(0, ...signs.filter(isMeans).map(({ weight }) => weight));
  const aims = signs.filter((sign) => !isMeans(sign));
  const aim = aims.reduce<Sign | null>(
    (best, sign) => (best !== null && best.weight >= sign.weight ? best : sign),
    null,
  );
  if (aim === null || aim.weight > means || means < LEAST_MEANS) return signs;
  return signs.map((sign) => (sign === aim ? { ...sign, weight: means + 0.01 } : sign));
}

const isMeans = ({ technique }: Sign): boolean =>
  technique === 'comment-truncation' ||
  technique === 'syntax-probe' ||
  technique === 'operator-abuse';

const isHarmless = ({ kind }: Problem, cut: boolean): boolean =>
  ACCEPTED.has(kind) || (cut && OPEN_AT_CUT.has(kind));

/** Says what was understood; words and shape are made only when somebody asks. */
class TableUnderstanding implements Understanding {
  constructor(
    private readonly request: TableRequest,
    private readonly filters: readonly Expression[],
    readonly valid: boolean,
  ) {}

  get summary(): string {
    return summaryOf(this.request, this.filters);
  }

  get shape(): string {
    return requestShape(this.request, this.filters);
  }
}

/** Signs with their places in the logged text, where that was percent-encoded. */
function located(signs: Sign[], { origin }: TableRequest): Sign[] {
  if (origin === null) return signs;
  const place = (at: number): number => origin[at] ?? origin[origin.length - 1] ?? at;
  return signs.map((sign) => ({ ...sign, start: place(sign.start), end: place(sign.end) }));
}

function requestShape({ key, options }: TableRequest, filters: readonly Expression[]): string {
  const shapes = filters.map(shapeOf);
  if (options.length > 0 || key !== null) {
    const names = options.map(({ name }) => name).filter((name) => !name.endsWith('filter'));
    return [key === null ? '' : '(?)', ...shapes, ...names.map((name) => `&${name}`)].join('');
  }
  return shapes.join('');
}

function summaryOf({ key }: TableRequest, filters: readonly Expression[]): string {
  const count = filters.reduce((sum, filter) => sum + comparisonsIn(filter), 0);
  if (filters.length === 0) return key === null ? 'request without a filter' : 'entity by its key';
  return `filter of ${count} ${count === 1 ? 'comparison' : 'comparisons'}`;
}

function comparisonsIn(expression: Expression): number {
  switch (expression.kind) {
    case 'comparison':
      return 1;
    case 'group':
      return comparisonsIn(expression.inner);
    case 'not':
      return comparisonsIn(expression.operand);
    case 'and':
    case 'or':
      return expression.operands.reduce((sum, operand) => sum + comparisonsIn(operand), 0);
    case 'call':
    case 'literal':
    case 'property':
    case 'missing':
      return 0;
  }
}
