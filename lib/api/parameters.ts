import { ParameterError } from './http';

/** Parameters of the platform: function keys and their client. */
const PLATFORM = ['code', 'clientId'];

/**
 * Checks the names of a query's parameters.
 * @throws ParameterError for one that is not known, and one that is given twice
 */
export function checkParameters(parameters: URLSearchParams, known: readonly string[]): void {
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
