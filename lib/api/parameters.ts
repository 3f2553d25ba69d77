import type * as z from 'zod';
import { ParameterError } from './http';

/** Parameters of the platform: function keys and their client. */
const PLATFORM = ['code', 'clientId'];

/**
 * Reads the parameters of a query.
 * @throws ParameterError for one that is not known, is given twice, or cannot be understood
 */
export function readParameters<Shape extends z.ZodRawShape>(
  parameters: URLSearchParams,
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  const names = Object.keys(schema.shape);
  checkParameters(parameters, names);
  const given = [...parameters].filter(([name]) => names.includes(name));
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const detail = issue?.message ?? '';
  throw new ParameterError(String(issue?.path[0]), detail, allowedIn(issue));
}

/** What the schema said that the parameter may be. */
function allowedIn(issue: z.core.$ZodIssue | undefined): readonly string[] | undefined {
  const allowed: unknown = issue?.code === 'custom' ? issue.params?.['allowed'] : undefined;
  return Array.isArray(allowed) ? allowed.map(String) : undefined;
}

/** Where a query has no parameters of its own. @throws ParameterError */
export function noParameters(parameters: URLSearchParams): void {
  checkParameters(parameters, []);
}

function checkParameters(parameters: URLSearchParams, known: readonly string[]): void {
  for (const name of new Set(parameters.keys())) {
    if (PLATFORM.includes(name)) continue;
    if (!known.includes(name)) {
      throw new ParameterError(name, `There is no parameter '${name}'`, known);
    }
    if (parameters.getAll(name).length > 1) {
      throw new ParameterError(name, `${name} is given more than once`);
    }
  }
}
