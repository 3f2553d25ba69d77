import type { TransportPorts } from '../configuredSink';
import { DeliveryError } from '../sink';
import { httpFailure } from './httpFailure';
import { retryAfterOf } from './retryAfter';

/** Options of Azure's clients. The outbox tries again by itself, for longer and for all to see. */
export function azureClientOptions(endpoint: string, { certificateAuthority }: TransportPorts) {
  return {
    retryOptions: { maxRetries: 0 },
    // Only receivers on this machine get here without TLS.
    allowInsecureConnection: endpoint.startsWith('http:'),
    ...(certificateAuthority === undefined ? {} : { tlsOptions: { ca: certificateAuthority } }),
  };
}

/** What the errors of Azure's HTTP clients tell; the class itself is in a library of theirs. */
interface RestError extends Error {
  readonly statusCode?: number;
  readonly code?: string;
  readonly response?: { readonly headers: { get(name: string): string | undefined } };
}

/** @throws DeliveryError in place of what Azure's client throws */
export async function fromAzure(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw azureFailure(error);
  }
}

export function azureFailure(error: unknown): DeliveryError {
  if (!isRestError(error)) {
    const detail = error instanceof Error ? error.message : String(error);
    return new DeliveryError(detail, { cause: error });
  }
  const { statusCode, response, code } = error;
  if (statusCode === undefined) {
    return new DeliveryError(`cannot be reached: ${code ?? error.message}`, { cause: error });
  }
  const retryAfter = retryAfterOf(response?.headers.get('retry-after'), Date.now());
  return httpFailure(statusCode, retryAfter, error);
}

function isRestError(error: unknown): error is RestError {
  return error instanceof Error && error.name === 'RestError';
}
