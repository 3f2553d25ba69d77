/** The API has refused, or did not answer (`status` 0). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
    /** After how many seconds to ask again, where the answer says so. */
    readonly retryAfter: number | null = null,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** The error that an answer which is no success stands for. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const { status, headers } = answer;
  const seconds = Number(headers.get('retry-after') ?? NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : null;
  const { title, detail } = problemIn(await answer.text(), status);
  return new ApiError(status, title, detail, retryAfter);
}

/** The problem document, or what the status alone tells: the platform refuses without a body. */
function problemIn(text: string, status: number): { title: string; detail: string } {
  if (status === 401) {
    return { title: 'A key is needed', detail: 'The app asks for a function key.' };
  }
  const title = 'The API has failed';
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'title' in body && 'detail' in body) {
      return { title: String(body.title), detail: String(body.detail) };
    }
  } catch {
    // No JSON: the platform's own page.
  }
  return { title, detail: `It answers with status ${status}.` };
}
