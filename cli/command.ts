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

/** Runs a command: its help on stdout; for a fault one line on stderr, and exit code 2. */
export async function runCommand<Call>(
  { stdout, stderr }: CommandStreams,
  help: string,
  parse: () => Call | 'help',
  run: (call: Call) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    const call = parse();
    if (call !== 'help') return await run(call);
    stdout.write(help);
    return 0;
  } catch (error) {
    return failed(stderr, error);
  }
}

/** Tells of a fault in one line, without a stack trace. */
export function failed(stderr: Writable, error: unknown): ExitCode {
  const text = error instanceof Error ? error.message : String(error);
  stderr.write(`${text.split('\n', 1)[0] ?? ''}\n`);
  return 2;
}
