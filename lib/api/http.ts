/** Requests and answers of the HTTP API, free of any host's types. */

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  /** Values of the route's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A request that changes something has more to it. */
export interface WritingRequest extends ApiRequest {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer that is written while it is made. */
export interface StreamedResponse extends Omit<ApiResponse, 'body'> {
  readonly body: AsyncIterable<Uint8Array>;
}

/** Methods that only read. */
export const READING = ['GET', 'HEAD'] as const;

export function isReading({ method }: ApiRequest): boolean {
  return READING.some((reading) => reading === method);
}

export function json(body: unknown, status = 200): ApiResponse {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  return { status, headers, body: JSON.stringify(body) };
}

/** A problem document after RFC 9457; `members` say what exactly was wrong. */
export function problem(
  status: number,
  title: string,
  detail: string,
  members: Readonly<Record<string, unknown>> = {},
): ApiResponse {
  const body = { type: 'about:blank', title, status, detail, ...members };
  const { headers } = json(null);
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}

export function methodNotAllowed({ method }: ApiRequest, allowed: readonly string[]): ApiResponse {
  const answer = problem(
    405,
    'Method not allowed',
    `${method} is not offered here; allowed: ${allowed.join(', ')}`,
  );
  return withHeaders(answer, { allow: allowed.join(', ') });
}

/** The database fails; the caller may try again soon. */
export function databaseUnavailable(): ApiResponse {
  const detail = 'The database of the alerts does not answer; GET health has more';
  const answer = problem(503, 'Database unavailable', detail);
  return withHeaders(answer, { 'retry-after': '10' });
}

/** The answer with more headers. */
export function withHeaders(
  answer: ApiResponse,
  headers: Readonly<Record<string, string>>,
): ApiResponse {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** A request is not done; the answer says why. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    /** Of the problem document: what exactly was wrong. */
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }

  toResponse(): ApiResponse {
    const answer = problem(this.status, this.title, this.message, this.members);
    return withHeaders(answer, this.headers);
  }
}

/** A parameter that cannot be understood. */
export class ParameterError extends Refusal {
  override readonly name = 'ParameterError';
  constructor(
    readonly parameter: string,
    detail: string,
    readonly allowed?: readonly string[],
  ) {
    super(400, 'Bad parameter', detail, { parameter, ...(allowed && { allowed }) });
  }
}

/** What `work` answers, or the answer to its refusal. */
export async function answering(work: () => Promise<ApiResponse>): Promise<ApiResponse> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.toResponse();
    throw error;
  }
}
