import type { HttpHandler } from '@azure/functions';
import type { ApiRequest, ApiResponse } from '../lib/api/http';
import { databaseUnavailable, problem } from '../lib/api/http';
import { environmentSettings } from '../lib/settings';
import { StorageError } from '../lib/storage/documents';
import { openStore } from '../lib/storage/openStore';
import { Warden } from '../lib/warden';

/** Read once: hubs are registered from them, everything else asks the app. */
export const { settings, problems } = environmentSettings();

let app: Promise<Warden> | null = null;

/** The app of this process, put together when the first function is called. */
export function warden(): Promise<Warden> {
  app ??= openStore(settings)
    .then((store) => new Warden(settings, problems, store))
    .catch((error: unknown) => {
      // The next call tries anew.
      app = null;
      throw error;
    });
  return app;
}

/** A function's handler around one of the API's. A fault of ours tells nothing of the inside. */
export function apiHandler(
  handle: (app: Warden, request: ApiRequest) => Promise<ApiResponse>,
): HttpHandler {
  return async (request, context) => {
    try {
      const { method, params } = request;
      return await handle(await warden(), {
        method,
        url: new URL(request.url),
        parameters: params,
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
