import type { Log } from './log';
import { messageOf } from './log';
import type {
  FunctionCallback,
  FunctionMetadata,
  FunctionsCore,
  HookCallback,
  HookName,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './rpc';
import { HOOK_NAMES } from './rpc';

/** A function as the bundle registered it. */
export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** The Node.js worker and host versions whose contract this host keeps. */
const WORKER_VERSION = '3.14.1';
const HOST_VERSION = '4.1052.0';

/** Thrown at a registration that Azure's host would refuse too. */
export class RegistrationError extends Error {
  override readonly name = 'RegistrationError';
}

/** What one loaded bundle registered: its functions, hooks and programming model. */
export class FunctionApp {
  readonly functions = new Map<string, RegisteredFunction>();
  /** Shared by all hooks of the app, as Azure does. */
  readonly hookData: Record<string, unknown> = {};
  capabilities: Readonly<Record<string, string>> = {};

  readonly #hooks = new Map<HookName, HookCallback[]>();
  readonly #log: Log;
  #model: ProgrammingModel | undefined;
  #sealed = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The object that this bundle gets for `require('@azure/functions-core')`. */
  readonly core: FunctionsCore = {
    version: WORKER_VERSION,
    hostVersion: HOST_VERSION,
    registerFunction: (metadata, callback) => this.#registerFunction(metadata, callback),
    registerHook: (name, callback) => this.#registerHook(name, callback),
    setProgrammingModel: (model) => {
      this.#model = model;
    },
    getProgrammingModel: () => this.#model,
    log: (level, category, message) => this.log({ level, category, message }),
  };

  /** @throws {RegistrationError} if no function was registered through the library. */
  get model(): ProgrammingModel {
    if (!this.#model) {
      throw new RegistrationError('the bundle registers no function through @azure/functions');
    }
    return this.#model;
  }

  /** Ends registration: asks the library what it can do, then refuses new functions. */
  async seal(): Promise<void> {
    this.capabilities = (await this.model.getCapabilities?.({})) ?? {};
    this.#sealed = true;
  }

  /** Runs the hooks of one kind, in the order in which they were registered. */
  async runHooks(name: Exclude<HookName, 'log'>, context: object): Promise<void> {
    for (const hook of this.#hooks.get(name) ?? []) await hook(context);
  }

  /** Passes one line of the app through its log hooks, then on to the host's log. */
  log(line: {
    level: LogLevel;
    category: LogCategory;
    message: string;
    functionName?: string;
    invocationId?: string;
    invocationContext?: object;
  }): void {
    const context = {
      level: line.level,
      message: line.message,
      category: line.category,
      invocationContext: line.invocationContext,
      hookData: {},
    };
    for (const hook of this.#hooks.get('log') ?? []) {
      try {
        hook(context);
      } catch (error) {
        this.#log({
          level: 'error',
          source: 'host',
          message: `A log hook failed: ${messageOf(error)}`,
        });
      }
    }
    const { functionName, invocationId } = line;
    this.#log({
      level: context.level,
      source: line.category,
      message: context.message,
      ...(functionName !== undefined && { functionName }),
      ...(invocationId !== undefined && { invocationId }),
    });
  }

  #registerFunction(metadata: FunctionMetadata, callback: FunctionCallback) {
    const { name } = metadata;
    if (this.#sealed) {
      throw new RegistrationError(`Function "${name}" is registered after the app has started`);
    }
    if (this.functions.has(name)) {
      throw new RegistrationError(`Two functions are named "${name}"`);
    }
    this.functions.set(name, { metadata, callback });
    return { dispose: () => void this.functions.delete(name) };
  }

  #registerHook(name: string, callback: HookCallback) {
    const known = HOOK_NAMES.find((hook) => hook === name);
    if (!known) throw new RangeError(`There is no hook named "${name}"`);
    const hooks = this.#hooks.get(known) ?? [];
    this.#hooks.set(known, hooks);
    hooks.push(callback);
    return { dispose: () => void hooks.splice(hooks.indexOf(callback), 1) };
  }
}
