import { StorageError } from '../storage/documents';
import { databaseUnavailable, problem, type ApiResponse } from './http';

/** The answer where a request failed. A fault of ours tells nothing of the inside. */
export function failureAnswer(error: unknown, invocationId: string): ApiResponse {
  if (error instanceof StorageError) return databaseUnavailable();
  return problem(500, 'Internal error', `The log has more under ${invocationId}`);
}
