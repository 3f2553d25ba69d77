import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { messageOf } from './log';
import type { FunctionsCore } from './rpc';

/** The functions bundle cannot be read, or throws while it loads. */
export class BundleLoadError extends Error {
  override readonly name = 'BundleLoadError';
  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(`Cannot load the functions in ${file}: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Runs a CommonJS functions bundle with a module graph of its own, so that two hosts in one process
 * share no state. It gets `core` for `@azure/functions-core`, and a `process` whose `env` is
 * `environment`: settings of one host do not reach another. What the bundle does not contain and
 * loads with `require` is shared, and a package loaded so sees the environment of the process.
 *
 * @throws {BundleLoadError}
 */
export function loadBundle(
  file: string,
  core: FunctionsCore,
  environment: Record<string, string | undefined>,
): void {
  const path = resolve(file);
  const process = withEnvironment(environment);
  try {
    const requireFromBundle = createRequire(path);
    const provided = new Map<string, unknown>([
      ['@azure/functions-core', core],
      ['process', process],
      ['node:process', process],
    ]);
    const require = (id: string): unknown =>
      provided.has(id) ? provided.get(id) : requireFromBundle(id);
    Object.assign(require, {
      resolve: requireFromBundle.resolve,
      cache: requireFromBundle.cache,
      main: undefined,
    });

    const module = {
      exports: {},
      id: path,
      filename: path,
      loaded: false,
      children: [],
      paths: [],
    };
    const run = compileFunction(
      readFileSync(path, 'utf8'),
      ['exports', 'require', 'module', '__filename', '__dirname', 'process'],
      { filename: path, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
    );
    Reflect.apply(run, module.exports, [
      module.exports,
      require,
      module,
      path,
      dirname(path),
      process,
    ]);
    module.loaded = true;
  } catch (error) {
    throw new BundleLoadError(file, error);
  }
}

/** The process with another environment. */
function withEnvironment(environment: Record<string, string | undefined>): NodeJS.Process {
  return new Proxy(globalThis.process, {
    // Without the receiver, so that accessors of the process run on the process itself.
    get: (target, key): unknown => (key === 'env' ? environment : Reflect.get(target, key)),
    set: (target, key, value) => Reflect.set(target, key, value),
  });
}
