import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** How the platform names the call in a request that it passes on. */
const INVOCATION = 'x-ms-invocation-id';
const answers = new Map<string, ServerResponse>();
/** From so many on, those that have ended are forgotten. */
const MANY = 100;

/**
 * Remembers the answers that are under way. `@azure/functions` writes a stream without asking whether
 * anybody reads it (https://github.com/Azure/azure-functions-nodejs-library/issues/294), and shows the
 * answer to nobody.
 */
export function watchAnswers(): void {
  subscribe('http.server.request.start', (message) => {
    // What Node.js publishes under this name.
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const invocation = request.headers[INVOCATION];
    if (typeof invocation !== 'string') return;
    if (answers.size >= MANY) forgetEnded();
    answers.set(invocation, response);
  });
}

function forgetEnded(): void {
  for (const [invocation, answer] of answers) if (answer.closed) answers.delete(invocation);
}

/**
 * The body of an answer, made as fast as the caller takes it, and no further once the caller has left.
 * Where it fails the connection is cut, so that the caller does not take a part for the whole.
 */
export async function* pacedBody(
  body: AsyncIterable<Uint8Array>,
  invocation: string,
): AsyncGenerator<Uint8Array> {
  const answer = answers.get(invocation);
  try {
    for await (const chunk of body) {
      yield chunk;
      if (answer === undefined) continue;
      await roomIn(answer);
      if (answer.destroyed) return;
    }
  } catch (error) {
    answer?.destroy();
    throw error;
  }
}

function roomIn(answer: ServerResponse): Promise<void> {
  if (answer.destroyed || !answer.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      answer.off('drain', go).off('close', go);
      resolve();
    };
    answer.on('drain', go).on('close', go);
  });
}
