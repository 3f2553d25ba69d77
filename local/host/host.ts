import { randomUUID } from 'node:crypto';
import type { AccessKeys } from './accessKeys';
import { generateKeys } from './accessKeys';
import { BundleLoadError, loadBundle } from './bundle';
import type { CheckpointPort } from './checkpoints';
import { FunctionApp } from './functionApp';
import type { HostedFunction, LoadFailure } from './functionTriggers';
import { createTriggers } from './functionTriggers';
import { readHostJson } from './hostJson';
import { HttpServer } from './httpServer';
import { Invoker } from './invoker';
import type { Log } from './log';
import { LoopbackHttp } from './loopbackHttp';
import { settlesWithin } from './pause';
import { StreamingWorker } from './streamingWorker';

/** How long running invocations may take once the host stops, and the app's terminate hooks. */
const DRAIN_MS = 3000;
const TERMINATE_MS = 500;

export interface HostOptions {
  /** The built functions, a CommonJS file that contains `@azure/functions`. */
  readonly bundle: string;
  /** 0 for any free port. */
  readonly port: number;
  /** App settings: for `%NAME%`, connection names, and the environment that the bundle sees. */
  readonly settings: Readonly<Record<string, string>>;
  /** `on`: functions ask for keys as in Azure. Default `off`. */
  readonly keys?: 'off' | 'on';
  /** Shared by the hosts of one app. */
  readonly checkpoints: CheckpointPort;
  readonly log: Log;
  /** The clock of timers, in epoch ms. */
  readonly now?: () => number;
  /** Names this host among those that share the checkpoints. */
  readonly instance?: string;
}

export interface Host {
  /** Where HTTP functions answer, without the route prefix and without a slash at the end. */
  readonly url: string;
  /** Present if functions ask for keys. */
  readonly keys?: AccessKeys;
  readonly functions: readonly HostedFunction[];
  /** Functions of the bundle that this host cannot run; each is in the log as an error too. */
  readonly failures: readonly LoadFailure[];
  /** Runs a timer function now. Rejects with its error if all tries fail. */
  fireTimer(name: string): Promise<void>;
  /** Stops within 5 s: takes nothing new, lets what runs end (3 s at most), lets go of partitions. */
  stop(): Promise<void>;
}

/** No timer function has that name. */
export class UnknownTimerError extends Error {
  override readonly name = 'UnknownTimerError';
  constructor(readonly timer: string) {
    super(`There is no timer function named "${timer}"`);
  }
}

/**
 * Runs a functions bundle as Azure's host would: registers its functions through the real library,
 * serves HTTP on loopback, fires timers, reads Event Hubs and change feeds. Several hosts fit in one process; each
 * loads the bundle anew and gives it an environment of its own.
 *
 * @throws {BundleLoadError | HostJsonError | PortError}
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { bundle, settings, log, now = Date.now, instance = randomUUID() } = options;
  const { extensions } = readHostJson(bundle);
  const app = new FunctionApp(log);
  const http = new LoopbackHttp();
  loadBundle(bundle, app.core, http, { ...process.env, ...settings });
  try {
    await app.seal();
    await app.runHooks('appStart', { hookData: {}, appHookData: app.hookData });
  } catch (error) {
    http.close();
    throw new BundleLoadError(bundle, error);
  }

  const invoker = new Invoker(app, log);
  const triggers = createTriggers(app, extensions, {
    invoker,
    checkpoints: options.checkpoints,
    settings,
    instance,
    log,
    now,
    includeEmptyEntries: app.capabilities['IncludeEmptyEntriesInMessagePayload'] !== undefined,
  });
  const { endpoints, timers, readers, feeds } = triggers;
  const keys = options.keys === 'on' ? generateKeys() : undefined;
  const { HttpUri: streams } = app.capabilities;
  const worker = streams === undefined ? undefined : new StreamingWorker(streams);
  const server = new HttpServer(endpoints, invoker, keys, log, worker);
  const port = await server.listen(options.port);

  for (const timer of timers) timer.start();
  for (const reader of readers) reader.start();
  for (const feed of feeds) feed.start();

  const shutDown = async () => {
    server.stopListening();
    for (const reader of [...readers, ...feeds]) reader.stop();
    await Promise.allSettled(timers.map((timer) => timer.stop()));
    const running = [invoker, ...timers, ...readers, ...feeds].map((part) => part.idle());
    await settlesWithin(Promise.allSettled(running), DRAIN_MS);
    await Promise.allSettled([
      server.close(),
      ...[...readers, ...feeds].map((reader) => reader.close()),
    ]);
    const hooks = app.runHooks('appTerminate', { hookData: {}, appHookData: app.hookData });
    await settlesWithin(hooks, TERMINATE_MS);
    http.close();
  };
  let stopped: Promise<void> | undefined;

  return {
    url: `http://localhost:${port}`,
    ...(keys && { keys }),
    functions: triggers.functions,
    failures: triggers.failures,
    fireTimer: async (name) => {
      const timer = timers.find((candidate) => candidate.name === name);
      if (!timer) throw new UnknownTimerError(name);
      await timer.fire();
    },
    stop: () => (stopped ??= shutDown()),
  };
}
