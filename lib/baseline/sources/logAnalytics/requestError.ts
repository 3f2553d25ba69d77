import { isJsonObject, numberOf, textOf, type JsonObject } from '../../../telemetry/fields';
import { failure, type FailureKind } from './failure';
import type { LogsAnswer } from './logsReader';
import { serviceErrorIn } from './serviceError';
import { TABLES } from './tables';

/** What an error of the client means: an answer, and whether asking again may help. */
export interface RequestError {
  readonly answer: LogsAnswer;
  readonly mayPass: boolean;
  /** What the service asks to wait, or null. */
  readonly retryAfterMs: number | null;
}

/** What a limit of size or memory calls itself. */
export const TOO_LARGE = /too.?large|exceeded|out of memory|E_LOW_MEMORY|E_RUNAWAY|size limit/i;
const TIMED_OUT = /timed? ?out|timeout/i;
const BASIC_PLAN = /\b(Basic|Auxiliary)\b/;
const UNRESOLVED = /failed to resolve|could not be found|doesn't exist|does not exist/i;

/** Reads what the client threw. `now` is epoch ms, for a date in `Retry-After`. */
export function requestErrorOf(error: unknown, now: number): RequestError {
  const fields = isJsonObject(error) ? error : {};
  const response = isJsonObject(fields.response) ? fields.response : {};
  const status = numberOf(fields.statusCode ?? response.status);
  const said = serviceErrorIn(textOf(response.bodyAsText))?.text;
  const detail = said ?? (error instanceof Error ? error.message : String(error));
  const plain = (kind: FailureKind): RequestError => final(failed(kind, detail));

  switch (status) {
    case 204: // a workspace without any data
      return final({ kind: 'complete', table: { columns: [], rows: [] } });
    case 400:
      return final(answerToBadRequest(detail));
    case 401:
      return plain('notSignedIn');
    case 403:
      return plain(/audience|AuthenticationToken/i.test(detail) ? 'notSignedIn' : 'noPermission');
    case 404:
      return plain('unknownWorkspace');
    case 408:
    case 413:
    case 504: {
      const kind = status === 413 ? 'tooLarge' : 'timedOut';
      const answer = { kind: 'tooLarge', failure: failure(kind, detail) } as const;
      return { answer, mayPass: false, retryAfterMs: retryAfterOf(response, now) };
    }
    case 429:
      return passing('throttled', detail, retryAfterOf(response, now));
    case 500:
    case 502:
    case 503:
      return passing('unavailable', detail, retryAfterOf(response, now));
    case 0:
      return withoutStatus(error, detail);
    default:
      return status < 300 ? plain('unreadableAnswer') : plain('refusedQuery');
  }
}

function final(answer: LogsAnswer): RequestError {
  return { answer, mayPass: false, retryAfterMs: null };
}

function failed(kind: FailureKind, detail: string): LogsAnswer {
  return { kind: 'failed', failure: failure(kind, detail) };
}

function passing(kind: FailureKind, detail: string, retryAfterMs: number | null): RequestError {
  return { answer: failed(kind, detail), mayPass: true, retryAfterMs };
}

function answerToBadRequest(detail: string): LogsAnswer {
  const table = TABLES.find((name) => new RegExp(`\\b${name}\\b`).test(detail));
  if (BASIC_PLAN.test(detail)) {
    const reason = failure('basicPlan', detail);
    return table === undefined
      ? { kind: 'failed', failure: reason }
      : { kind: 'withoutTable', table, failure: reason };
  }
  if (table !== undefined && UNRESOLVED.test(detail)) {
    return { kind: 'withoutTable', table, failure: failure('missingTable', detail) };
  }
  if (TOO_LARGE.test(detail)) return { kind: 'tooLarge', failure: failure('tooLarge', detail) };
  if (TIMED_OUT.test(detail)) return { kind: 'tooLarge', failure: failure('timedOut', detail) };
  return failed('refusedQuery', detail);
}

/** No token, no connection, or an answer that is not JSON. */
function withoutStatus(error: unknown, detail: string): RequestError {
  const name = error instanceof Error ? error.name : '';
  if (error instanceof SyntaxError || error instanceof TypeError) {
    return final(failed('unreadableAnswer', detail));
  }
  if (/Authentication|Credential/.test(name)) return final(failed('notSignedIn', detail));
  return passing('unreachable', detail, null);
}

interface Headers {
  get(name: string): unknown;
}

function isHeaders(value: unknown): value is Headers {
  return isJsonObject(value) && typeof value.get === 'function';
}

/** `Retry-After` in seconds or as a date. */
function retryAfterOf({ headers }: JsonObject, now: number): number | null {
  const value = isHeaders(headers) ? textOf(headers.get('retry-after')).trim() : '';
  if (value === '') return null;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
