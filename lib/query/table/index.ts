/** Analysis of Table API texts: OData filters, query strings and request paths. */

import type { Analyser, Analysis, Sign } from '../verdict';
import { breakoutSigns, foreignCallSigns } from './breakout';
import { clauseSigns } from './clauses';
import { parseFilter } from './parser';
import type { TableRequest } from './request';
import { requestOf } from './request';
import { shapeOf } from './shape';
import type { Expression, Problem } from './tree';
import { wideningSigns } from './widening';

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
export const analyseTable: Analyser = (text, options = {}): Analysis => {
  const cut = options.cut ?? false;
  const request = requestOf(text);
  const filters = request.filters
    .slice(0, MOST_FILTERS)
    .map(({ start, end }) => parseFilter(request.text, start, end));
  let signs = clauseSigns(request, cut);
  let valid = signs.length === 0;
  for (const { expression, problems, calls } of filters) {
    signs = signs.concat(breakoutSigns(request.text, problems, cut));
    signs = signs.concat(foreignCallSigns(calls), wideningSigns(expression));
    valid &&= calls.length === 0 && !problems.some(({ kind }) => !(cut && OPEN_AT_CUT.has(kind)));
  }
  const expressions = filters.map(({ expression }) => expression);
  return {
    signs: located(signs.slice(0, MOST_SIGNS), request),
    understanding: {
      valid,
      // Only alerts and learning ask for these two.
      get summary() {
        return summaryOf(request, expressions);
      },
      get shape() {
        return requestShape(request, expressions);
      },
    },
  };
};

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
