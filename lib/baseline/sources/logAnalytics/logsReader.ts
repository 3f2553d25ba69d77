import type { Failure } from './failure';
import type { Table } from './tables';

/** A question to one workspace. */
export interface LogsQuestion {
  /** Workspace id (GUID). */
  readonly workspace: string;
  readonly query: string;
  /** Epoch ms; the same range stands in the query. */
  readonly from: number;
  readonly to: number;
  readonly signal: AbortSignal | undefined;
}

/** Rows as the service gave them, with the names of their columns. */
export interface LogsTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

export type LogsAnswer =
  /** All that there is. */
  | { readonly kind: 'complete'; readonly table: LogsTable }
  /** More than an answer holds, or than can be computed in time: ask for less. */
  | { readonly kind: 'tooLarge'; readonly failure: Failure }
  /** A table of the query is not there, or may not be asked: ask without it. */
  | { readonly kind: 'withoutTable'; readonly table: Table; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An answer that is not what the query asks for. */
export class LogsAnswerError extends Error {
  constructor(readonly detail: string) {
    super(`answer of Log Analytics: ${detail}`);
    this.name = 'LogsAnswerError';
  }
}

/** Asks Log Analytics. Every outcome is an answer; only an abort is thrown. */
export interface LogsReader {
  ask(question: LogsQuestion): Promise<LogsAnswer>;
}
