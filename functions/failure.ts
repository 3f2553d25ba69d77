import type { InvocationContext } from '@azure/functions';

/**
 * Writes the line of a call that failed: kind and place of the error, and never its message, which
 * may quote what came from a log or a caller.
 */
export function logFailure(context: InvocationContext, error: unknown): void {
  const { functionName } = context;
  const line = {
    event: 'failure',
    function: functionName,
    ...factsOf(error),
    stack: stackOf(error),
  };
  context.error(JSON.stringify(line));
}

/** Of an error of the database also what was tried, where, and how it answered. */
export function factsOf(error: unknown) {
  const cause = memberOf(error, 'cause');
  return {
    error: textOf(memberOf(error, 'name')) ?? typeof error,
    operation: textOf(memberOf(error, 'operation')),
    container: textOf(memberOf(error, 'container')),
    cause: textOf(memberOf(cause, 'name')),
    status:
      statusOf(memberOf(cause, 'code')) ??
      statusOf(memberOf(error, 'code')) ??
      statusOf(memberOf(error, 'status')),
  };
}

function stackOf(error: unknown): readonly string[] {
  const lines = textOf(memberOf(error, 'stack'))?.split('\n') ?? [];
  return lines.filter((line) => /^ +at /.test(line)).map((line) => line.trim());
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** 503 of a server, or ECONNREFUSED of the network. */
function statusOf(value: unknown): string | number | undefined {
  return typeof value === 'number' ? value : textOf(value);
}
