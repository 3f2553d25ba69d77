import { randomUUID } from 'node:crypto';
import type { FunctionApp, RegisteredFunction } from './functionApp';
import type { Log } from './log';
import { messageOf, stackOf } from './log';
import type {
  CoreInvocationContext,
  InvocationRequest,
  InvocationResponse,
  RetryContext,
  TypedData,
} from './rpc';

/** What a trigger hands to its function. */
export interface TriggerInput {
  /** Names the call, where the trigger knows it by a name of its own. */
  readonly invocationId?: string;
  readonly data: TypedData;
  readonly metadata?: Readonly<Record<string, TypedData>>;
  readonly retryContext?: RetryContext;
}

/** Runs functions through the library as the Node.js worker does, and knows which are running. */
export class Invoker {
  readonly #app: FunctionApp;
  readonly #log: Log;
  readonly #running = new Set<Promise<unknown>>();

  constructor(app: FunctionApp, log: Log) {
    this.#app = app;
    this.#log = log;
  }

  /** Runs a function once. A failure is logged and thrown as the handler threw it. */
  async invoke(registered: RegisteredFunction, input: TriggerInput): Promise<InvocationResponse> {
    const { invocationId = randomUUID() } = input;
    const run = this.#run(registered, input, invocationId);
    this.#running.add(run);
    try {
      return await run;
    } catch (error) {
      this.#log({
        level: 'error',
        source: 'host',
        message: `The function failed: ${stackOf(error) ?? messageOf(error)}`,
        functionName: registered.metadata.name,
        invocationId,
      });
      throw error;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Resolves when what runs now has ended, well or not. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  async #run(
    { metadata, callback }: RegisteredFunction,
    input: TriggerInput,
    invocationId: string,
  ): Promise<InvocationResponse> {
    const request: InvocationRequest = {
      invocationId,
      functionId: metadata.name,
      inputData: [{ name: triggerBinding(metadata).name, data: input.data }],
      triggerMetadata: input.metadata ?? {},
      traceContext: {},
      ...(input.retryContext && { retryContext: input.retryContext }),
    };
    const known: { invocationContext?: object } = {};
    const core: CoreInvocationContext = {
      invocationId,
      request,
      metadata,
      log: (level, category, message) => {
        this.#app.log({
          level,
          category,
          message,
          functionName: metadata.name,
          invocationId,
          ...known,
        });
      },
    };

    const model = await this.#app.model.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    known.invocationContext = context;
    const shared = { hookData: {}, appHookData: this.#app.hookData, invocationContext: context };

    // Hooks change these objects in place: another handler, other inputs, another result.
    const before = { ...shared, functionCallback: callback, inputs };
    core.state = 'preInvocationHooks';
    await this.#app.runHooks('preInvocation', before);

    const after: { inputs: unknown[]; result: unknown; error: unknown } & typeof shared = {
      ...shared,
      inputs: before.inputs,
      result: null,
      error: null,
    };
    core.state = 'invocation';
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error;
    }
    core.state = 'postInvocationHooks';
    await this.#app.runHooks('postInvocation', after);
    core.state = undefined;

    // Rethrown as it was thrown, whatever it is, as the worker does.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (after.error !== null && after.error !== undefined) throw after.error;
    return model.getResponse(context, after.result);
  }
}

/** The trigger of a function, with the name under which its data is passed. */
export function triggerBinding(metadata: RegisteredFunction['metadata']) {
  for (const [name, binding] of Object.entries(metadata.bindings)) {
    if (binding.type?.toLowerCase().endsWith('trigger')) return { name, binding };
  }
  throw new TypeError(`Function "${metadata.name}" has no trigger`);
}
