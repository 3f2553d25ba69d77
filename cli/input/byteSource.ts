import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ByteSource } from './sourceWindow';
import { InputError } from './inputError';

/** Opens a file; `name` is what errors call it. Throws `InputError`. */
export async function openFile(name: string, path: string): Promise<ByteSource> {
  try {
    const handle = await open(path, 'r');
    return {
      // A command has nothing else to do meanwhile, and is spared the way to another thread.
      read(target, from) {
        try {
          return Promise.resolve(readSync(handle.fd, target, from, target.length - from, null));
        } catch (error) {
          return Promise.reject(inputError(name, error));
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    throw inputError(name, error);
  }
}

/** Reads a stream, e.g. standard input, chunk by chunk. */
export function streamSource(name: string, stream: Readable): ByteSource {
  const chunks: AsyncIterator<unknown> = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async read(target, from) {
      while (rest.length === 0) {
        const next = await chunks.next().catch((error: unknown) => {
          throw inputError(name, error);
        });
        if (next.done === true) return 0;
        rest = Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
      }
      const count = rest.copy(target, from);
      rest = rest.subarray(count);
      return count;
    },
    async close() {
      await chunks.return?.();
    },
  };
}

/** Puts bytes that were already read back before the rest of a source. */
export function prepend(head: Buffer, source: ByteSource): ByteSource {
  let rest = head;
  return {
    read(target, from) {
      if (rest.length === 0) return source.read(target, from);
      const count = rest.copy(target, from);
      rest = rest.subarray(count);
      return Promise.resolve(count);
    },
    close: () => source.close(),
  };
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'part of the path is not a folder',
  EMFILE: 'too many open files',
  EIO: 'the disk could not be read',
};

/** An `InputError` in words for a person from an error of `node:fs`. */
export function inputError(path: string, error: unknown): InputError {
  if (error instanceof InputError) return error;
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  const code = hasCode ? String(error.code) : '';
  const problem = PROBLEMS[code] ?? `cannot be read (${code || String(error)})`;
  return new InputError(path, problem, { cause: error });
}
