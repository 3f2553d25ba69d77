import type { HttpHandler, InvocationContext } from '@azure/functions';
import type { ApiResponse, StreamedResponse, WritingRequest } from '../lib/api/http';
import type { Warden } from '../lib/warden';
import { logFailure } from './failure';
import { pacedBody } from './streamedAnswer';

let app: Promise<Warden> | null = null;

/** The app of this process, put together when the first function is called. */
export function warden(): Promise<Warden> {
  app ??= start().catch((error: unknown) => {
    // The next call tries anew.
    app = null;
    throw error;
  });
  return app;
}

async function start(): Promise<Warden> {
  const { keepHeapSmall, startWarden } = await import('./handlers');
  keepHeapSmall();
  return startWarden();
}

/** A function's handler around one of the API's. */
export function apiHandler(
  handle: (app: Warden, request: WritingRequest) => Promise<ApiResponse | StreamedResponse>,
): HttpHandler {
  return async (request, context) => {
    try {
      const { method, url, params: parameters, headers, body } = request;
      const asked = { method, url: new URL(url), parameters, headers, body };
      const answer = await handle(await warden(), asked);
      const { revalidated } = await import('./handlers');
      const { body: content, ...head } = revalidated(asked, answer);
      const isWhole = typeof content === 'string';
      return { ...head, body: isWhole ? content : streamed(content, context) };
    } catch (error) {
      logFailure(context, error);
      const { failureAnswer } = await import('./handlers');
      return failureAnswer(error, context.invocationId);
    }
  };
}

/** The handler has ended when its answer is written: what fails then is noted here. */
async function* streamed(
  body: AsyncIterable<Uint8Array>,
  context: InvocationContext,
): AsyncGenerator<Uint8Array> {
  try {
    yield* pacedBody(body, context.invocationId);
  } catch (error) {
    logFailure(context, error);
    throw error;
  }
}

/** All methods, so that a wrong one gets an answer that says so. */
export const EVERY_METHOD = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
