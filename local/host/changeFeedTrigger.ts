/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment --
   the client's own type for a start is not the class that its functions give */
import { ChangeFeedStartFrom, CosmosClient, type Container } from '@azure/cosmos';
import { ChangeFeedLease } from './changeFeedLease';
import type { CheckpointPort } from './checkpoints';
import type { RegisteredFunction } from './functionApp';
import type { Invoker } from './invoker';
import { triggerBinding } from './invoker';
import type { Log } from './log';
import { messageOf } from './log';
import { pause } from './pause';
import { invokeWithRetry } from './retry';
import type { Settings } from './settings';
import { connectionString, resolveExpressions } from './settings';

/** Azure asks every 5 s; a person at a terminal should not wait that long. */
const POLL_DELAY_MS = 500;
/** How long a host has the feed to itself without renewing, and how often it renews. */
const LEASE_MS = 15_000;
const RENEWAL_MS = 5000;
/** Before the feed is opened anew after a fault. */
const FAULT_PAUSE_MS = 1000;
const DEFAULT_BATCH = 100;

export interface ChangeFeedServices {
  readonly invoker: Invoker;
  readonly checkpoints: CheckpointPort;
  readonly settings: Settings;
  readonly instance: string;
  readonly log: Log;
}

/**
 * One Cosmos DB function: hands over the latest versions of documents that were written, in batches,
 * from the time on at which it first ran. One host at a time reads the feed. As in Azure, its place
 * is kept in the container of leases, and moves on after success, and also after a failure once the
 * retry policy (or the lack of one) allows no further try; what was not noted comes again.
 */
export class ChangeFeedTrigger {
  readonly name: string;
  readonly container: string;
  readonly #registered: RegisteredFunction;
  readonly #services: ChangeFeedServices;
  readonly #client: CosmosClient;
  readonly #watched: Container;
  readonly #lease: ChangeFeedLease;
  readonly #batch: number;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  /** @throws {SettingError} */
  constructor(registered: RegisteredFunction, services: ChangeFeedServices) {
    const { binding } = triggerBinding(registered.metadata);
    const text = (option: string) => {
      const value = binding[option];
      return typeof value === 'string' ? resolveExpressions(value, services.settings) : '';
    };
    const { maxItemsPerInvocation } = binding;
    this.name = registered.metadata.name;
    this.container = text('containerName');
    this.#registered = registered;
    this.#services = services;
    this.#batch = typeof maxItemsPerInvocation === 'number' ? maxItemsPerInvocation : DEFAULT_BATCH;
    this.#client = new CosmosClient(
      connectionString(text('connection'), services.settings, 'Cosmos DB'),
    );
    const database = this.#client.database(text('databaseName'));
    this.#watched = database.container(this.container);
    this.#lease = new ChangeFeedLease(
      database.container(text('leaseContainerName') || 'leases'),
      `${text('leaseContainerPrefix')}.${this.container}..0`,
      services.instance,
    );
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Starts no further invocation, and no further retry. */
  stop(): void {
    this.#stopping.abort();
  }

  /** After `stop`: resolves when the running batch has ended and its place is noted. */
  async idle(): Promise<void> {
    await this.#loop;
  }

  async close(): Promise<void> {
    this.stop();
    await this.#services.checkpoints.releaseLease(this.#feed, this.#services.instance);
    this.#client.dispose();
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  get #feed(): string {
    return `changeFeed/${this.name}`;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let lastProblem = '';
    while (!signal.aborted) {
      const renewal = setInterval(() => void this.#hold(), RENEWAL_MS);
      try {
        if (await this.#hold()) await this.#read();
        else await pause(RENEWAL_MS, signal);
        lastProblem = '';
      } catch (error) {
        const problem = messageOf(error);
        if (!this.#isStopping && problem !== lastProblem) this.#report(problem);
        lastProblem = problem;
        await pause(FAULT_PAUSE_MS, signal);
      } finally {
        clearInterval(renewal);
      }
    }
  }

  /** Reads from the noted place on, until the feed goes to another host. */
  async #read(): Promise<void> {
    const { signal } = this.#stopping;
    const place = await this.#lease.read();
    const iterator = this.#watched.items.getChangeFeedIterator<Record<string, unknown>>({
      maxItemCount: this.#batch,
      changeFeedStartFrom:
        place === null ? ChangeFeedStartFrom.Now() : ChangeFeedStartFrom.Continuation(place),
    });
    let isNoted = place !== null;
    while (!signal.aborted && (await this.#hold())) {
      const page = await iterator.readNext();
      // An answer that nothing has changed has no documents at all.
      const documents = page.count > 0 ? page.result : [];
      if (documents.length > 0 && !(await this.#invoke(documents))) return;
      if (documents.length > 0 || !isNoted) await this.#lease.write(page.continuationToken);
      isNoted = true;
      if (documents.length === 0) await pause(POLL_DELAY_MS, signal);
    }
  }

  /** Whether the batch is done with: processed, or given up as its policy says. */
  async #invoke(documents: readonly object[]): Promise<boolean> {
    const data = { json: JSON.stringify(documents) };
    const outcome = await invokeWithRetry(
      this.#services.invoker,
      this.#registered,
      { data },
      this.#stopping.signal,
      () => this.#hold(),
    );
    return outcome.kind !== 'stopped';
  }

  #hold(): Promise<boolean> {
    if (this.#stopping.signal.aborted) return Promise.resolve(false);
    const { checkpoints, instance } = this.#services;
    return checkpoints.holdLease(this.#feed, instance, LEASE_MS);
  }

  #report(problem: string): void {
    this.#services.log({
      level: 'warning',
      source: 'host',
      message: `Reading the changes of ${this.container}: ${problem}`,
      functionName: this.name,
    });
  }
}
