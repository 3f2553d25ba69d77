import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes; tests give their own. */
export interface CommandStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** 0: nothing was found; 1: something was; 2: the run failed or the call is wrong. */
export type ExitCode = 0 | 1 | 2;

export type Command = (parameters: readonly string[], streams: CommandStreams) => Promise<ExitCode>;

/** The call itself is wrong; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
