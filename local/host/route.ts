/** A route template that ASP.NET Core, and so Azure's host, would not take. */
export class RouteError extends Error {
  override readonly name = 'RouteError';
  constructor(
    readonly template: string,
    reason: string,
  ) {
    super(`"${template}" is no route: ${reason}`);
  }
}

/** A compiled route template. */
export interface Route {
  readonly template: string;
  /** Sorts before a route that is less specific, segment by segment. */
  readonly precedence: string;
  /** The route's parameters (decoded) if the path matches; optional ones may be missing. */
  match(path: string): Record<string, string> | undefined;
}

interface Parameter {
  readonly name: string;
  readonly constraints: readonly string[];
  readonly fallback: string | undefined;
}

/** How a segment ranks against another at the same place (ASP.NET Core's inbound precedence). */
const RANK = { literal: '1', constrained: '2', parameter: '3', constrainedRest: '4', rest: '5' };

const CONSTRAINTS: Record<string, (value: string, ...args: number[]) => boolean> = {
  int: (value) => /^[+-]?\d+$/.test(value) && Math.abs(Number(value)) < 2 ** 31,
  long: (value) => /^[+-]?\d+$/.test(value),
  bool: (value) => /^(true|false)$/i.test(value),
  guid: (value) => /^\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  datetime: (value) => !Number.isNaN(Date.parse(value)),
  decimal: (value) => value !== '' && Number.isFinite(Number(value)),
  double: (value) => value !== '' && Number.isFinite(Number(value)),
  float: (value) => value !== '' && Number.isFinite(Number(value)),
  length: (value, least = 0, most = least) => value.length >= least && value.length <= most,
  minlength: (value, least = 0) => value.length >= least,
  maxlength: (value, most = 0) => value.length <= most,
  min: (value, least = 0) => Number(value) >= least,
  max: (value, most = 0) => Number(value) <= most,
  range: (value, least = 0, most = 0) => Number(value) >= least && Number(value) <= most,
};

/**
 * Compiles a route template: literals, `{id}`, `{id?}`, `{id=5}`, `{*rest}`, constraints such as
 * `{id:int}`, and several parameters in a segment. Case does not matter. Constraints that are not
 * known here (`regex` among them) accept every value.
 *
 * @throws {RouteError}
 */
export function parseRoute(template: string): Route {
  const parameters: Parameter[] = [];
  let pattern = '^';
  let precedence = '';
  const segments = template.split('/').filter((segment) => segment !== '');
  for (const [index, segment] of segments.entries()) {
    const parts = segment.match(/\{[^{}]*\}|[^{}]+/g) ?? [];
    if (parts.join('') !== segment) throw new RouteError(template, `mind the braces in ${segment}`);
    const isWhole = parts.length === 1;
    let rank = RANK.literal;
    let text = '';
    let canBeMissing = false;
    for (const part of parts) {
      if (!part.startsWith('{')) {
        text += part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        continue;
      }
      const { parameter, isRest, isOptional } = parseParameter(part, template);
      if (isRest && index < segments.length - 1) throw new RouteError(template, `${part} not last`);
      parameters.push(parameter);
      text += isRest ? '(.*)' : '([^/]+?)';
      canBeMissing = isWhole && (isRest || isOptional || parameter.fallback !== undefined);
      const isConstrained = parameter.constraints.length > 0;
      if (isRest) rank = isConstrained ? RANK.constrainedRest : RANK.rest;
      else rank = isConstrained ? RANK.constrained : RANK.parameter;
    }
    const slash = index === 0 ? '' : '/';
    pattern += canBeMissing ? `(?:${slash}${text})?` : `${slash}${text}`;
    precedence += rank;
  }
  const expression = new RegExp(`${pattern}$`, 'i');

  const match = (path: string) => {
    const found = expression.exec(path.replace(/^\/|\/$/g, ''));
    if (!found) return undefined;
    const values: Record<string, string> = {};
    for (const [index, { name, constraints, fallback }] of parameters.entries()) {
      const raw = found[index + 1];
      const value = raw === undefined || raw === '' ? fallback : decode(raw);
      if (value === undefined) continue;
      if (!constraints.every((constraint) => satisfies(value, constraint))) return undefined;
      values[name] = value;
    }
    return values;
  };
  return { template, precedence, match };
}

function parseParameter(part: string, template: string) {
  const found = /^\{(\*{0,2})(\w+)((?::[^=?]+)?)(?:=([^?]*))?(\??)\}$/.exec(part);
  if (!found) throw new RouteError(template, `${part} is no parameter`);
  const [, stars = '', name = '', constraints = '', fallback, optional = ''] = found;
  return {
    parameter: { name, constraints: constraints.split(':').slice(1), fallback },
    isRest: stars !== '',
    isOptional: optional === '?',
  };
}

function satisfies(value: string, constraint: string): boolean {
  const [, name = '', args = ''] = /^(\w+)(?:\((.*)\))?$/.exec(constraint) ?? [];
  const check = CONSTRAINTS[name.toLowerCase()];
  return !check || check(value, ...(args === '' ? [] : args.split(',').map(Number)));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // As Azure's server does with a malformed escape.
  }
}
