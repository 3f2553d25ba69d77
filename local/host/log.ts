import type { LogLevel } from './rpc';

/** One line that the host, the library or a function wrote. */
export interface LogEntry {
  readonly level: LogLevel;
  /** `user`: a function's own line; `system`: the library's; `host`: this host's. */
  readonly source: 'user' | 'system' | 'host';
  readonly message: string;
  readonly functionName?: string;
  readonly invocationId?: string;
}

export type Log = (entry: LogEntry) => void;

/**
 * The message of anything thrown. A bundle may live in another realm, so `instanceof Error` does
 * not tell.
 */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    return String(error.message);
  }
  return String(error);
}

/** The stack of anything thrown, where it has one. */
export function stackOf(error: unknown): string | undefined {
  const known = typeof error === 'object' && error !== null && 'stack' in error;
  return known && typeof error.stack === 'string' ? error.stack : undefined;
}
