import { isJsonObject, textOf } from '../../../telemetry/fields';

/** The error object of the query API, nested or not, in one list. */
export interface ServiceError {
  /** Codes and messages from the outermost to the innermost, without repetition. */
  readonly text: string;
  /** True where all details are warnings, as those of a fuzzy union without one of its tables. */
  readonly isWarning: boolean;
}

const DEEPEST = 8;

/** Reads the `error` member of an answer's JSON text; null where there is none. */
export function serviceErrorIn(body: string): ServiceError | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isJsonObject(parsed) || !isJsonObject(parsed.error)) return null;
  const texts = new Set<string>();
  const severities: string[] = [];
  collect(parsed.error, texts, severities, DEEPEST);
  return {
    text: [...texts].join('; '),
    isWarning: severities.length > 0 && severities.every((name) => name === 'warning'),
  };
}

/** A detail without a severity of its own, or in what it wraps, counts as an error. */
function collect(error: unknown, texts: Set<string>, severities: string[], depth: number): void {
  if (!isJsonObject(error) || depth === 0) return;
  for (const part of [textOf(error.code), textOf(error.message)]) {
    if (part !== '') texts.add(part);
  }
  const inner = error.innererror ?? error.innerError;
  const details: readonly unknown[] = Array.isArray(error.details) ? error.details : [];
  if (inner === undefined && details.length === 0) {
    severities.push(textOf(error.severityName).toLowerCase());
  }
  collect(inner, texts, severities, depth - 1);
  for (const detail of details) collect(detail, texts, severities, depth - 1);
}
