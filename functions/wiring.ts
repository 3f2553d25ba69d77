import type { HttpHandler } from '@azure/functions';
import type { ApiResponse, StreamedResponse, WritingRequest } from '../lib/api/http';
import { databaseUnavailable, problem } from '../lib/api/http';
import { StorageError } from '../lib/storage/documents';
import type { Warden } from '../lib/warden';

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

/** Everything but the registration of functions is loaded here, so that the app starts fast. */
async function start(): Promise<Warden> {
  const { startWarden } = await import('../lib/warden');
  return startWarden();
}

/** A function's handler around one of the API's. A fault of ours tells nothing of the inside. */
export function apiHandler(
  handle: (app: Warden, request: WritingRequest) => Promise<ApiResponse | StreamedResponse>,
): HttpHandler {
  return async (request, context) => {
    try {
      const { method, params, headers, body } = request;
      return await handle(await warden(), {
        method,
        url: new URL(request.url),
        parameters: params,
        headers,
        body,
      });
    } catch (error) {
      context.error(`${context.functionName} failed`, error);
      if (error instanceof StorageError) return databaseUnavailable();
      return problem(500, 'Internal error', `The log has more under ${context.invocationId}`);
    }
  };
}

/** All methods, so that a wrong one gets an answer that says so. */
export const EVERY_METHOD = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
