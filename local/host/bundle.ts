import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { messageOf } from './log';
import type { LoopbackHttp } from './loopbackHttp';
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
 * share no state. It gets `core` for `@azure/functions-core`, HTTP servers on loopback, and a `process`
 * whose `env` is `environment`: settings of one host do not reach another. Files that the bundle requires by a
 * relative path belong to it. Packages that it loads with `require` are shared, and see the
 * environment of the process.
 *
 * @throws {BundleLoadError}
 */
export function loadBundle(
  file: string,
  core: FunctionsCore,
  { module: http }: LoopbackHttp,
  environment: Record<string, string | undefined>,
): void {
  const process = withEnvironment(environment);
  const provided = new Map<string, unknown>([
    ['@azure/functions-core', core],
    ['http', http],
    ['node:http', http],
    ['process', process],
    ['node:process', process],
  ]);
  try {
    new ModuleGraph(provided, process).load(resolve(file));
  } catch (error) {
    throw new BundleLoadError(file, error);
  }
}

/** Files of a bundle, each run once. */
class ModuleGraph {
  private readonly modules = new Map<string, { exports: unknown }>();

  constructor(
    private readonly provided: ReadonlyMap<string, unknown>,
    private readonly process: NodeJS.Process,
  ) {}

  /** What the file exports. */
  load(path: string): unknown {
    const known = this.modules.get(path);
    if (known !== undefined) return known.exports;
    const module = {
      exports: {},
      id: path,
      filename: path,
      loaded: false,
      children: [],
      paths: [],
    };
    this.modules.set(path, module);
    try {
      this.run(path, module);
    } catch (error) {
      this.modules.delete(path);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  private run(path: string, module: { exports: unknown }): void {
    const run = compileFunction(
      readFileSync(path, 'utf8'),
      ['exports', 'require', 'module', '__filename', '__dirname', 'process'],
      { filename: path, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
    );
    Reflect.apply(run, module.exports, [
      module.exports,
      this.requireFrom(path),
      module,
      path,
      dirname(path),
      this.process,
    ]);
  }

  private requireFrom(path: string) {
    const requireFromFile = createRequire(path);
    const require = (id: string): unknown => {
      if (id.startsWith('.')) return this.load(requireFromFile.resolve(id));
      return this.provided.has(id) ? this.provided.get(id) : requireFromFile(id);
    };
    return Object.assign(require, {
      resolve: requireFromFile.resolve,
      cache: requireFromFile.cache,
      main: undefined,
    });
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
