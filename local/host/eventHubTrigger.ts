import type {
  EventPosition,
  PartitionContext,
  ReceivedEventData,
  Subscription,
} from '@azure/event-hubs';
import {
  earliestEventPosition,
  EventHubConsumerClient,
  latestEventPosition,
} from '@azure/event-hubs';
import type { CheckpointPort } from './checkpoints';
import type { EventHubInputShape } from './eventHubInput';
import { toEventHubInput } from './eventHubInput';
import type { RegisteredFunction } from './functionApp';
import type { HostJson } from './hostJson';
import type { Invoker } from './invoker';
import { triggerBinding } from './invoker';
import type { Log } from './log';
import { messageOf } from './log';
import { settlesWithin } from './pause';
import { invokeWithRetry } from './retry';
import type { Settings } from './settings';
import { connectionString, resolveExpressions } from './settings';

/** Azure balances every 30 s; a person at a terminal should not wait that long. */
const BALANCING = {
  strategy: 'greedy',
  updateIntervalInMs: 500,
  partitionOwnershipExpirationIntervalInMs: 10_000,
} as const;

const CONNECTION_RETRIES = { maxRetries: 3, retryDelayInMs: 500, timeoutInMs: 10_000 };

/** How long closing the connection may take. */
const CLOSE_MS = 1000;

export interface EventHubServices {
  readonly invoker: Invoker;
  readonly checkpoints: CheckpointPort;
  readonly settings: Settings;
  readonly options: HostJson['extensions']['eventHubs'];
  readonly includeEmptyEntries: boolean;
  readonly instance: string;
  readonly log: Log;
}

/** Another host has taken the partition; this one must let go of it. */
class OwnershipLostError extends Error {
  override readonly name = 'OwnershipLostError';
}

/**
 * One Event Hub function: reads its share of the partitions, runs the function on one batch a
 * partition at a time, and moves the checkpoint on as Azure does: after success, and also after a
 * failure once the retry policy (or the lack of one) allows no further try.
 */
export class EventHubTrigger {
  readonly name: string;
  readonly hub: string;
  readonly consumerGroup: string;
  readonly #registered: RegisteredFunction;
  readonly #services: EventHubServices;
  readonly #shape: EventHubInputShape;
  readonly #client: EventHubConsumerClient;
  readonly #stopping = new AbortController();
  readonly #batchesSinceCheckpoint = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
  #isClosed = false;
  #lastProblem = '';
  #subscription: Subscription | undefined;

  /** @throws {SettingError} */
  constructor(registered: RegisteredFunction, services: EventHubServices) {
    const { binding } = triggerBinding(registered.metadata);
    const text = (option: string) => {
      const value = binding[option];
      return typeof value === 'string' ? resolveExpressions(value, services.settings) : '';
    };
    this.name = registered.metadata.name;
    this.hub = text('eventHubName');
    this.consumerGroup = text('consumerGroup') || EventHubConsumerClient.defaultConsumerGroupName;
    this.#registered = registered;
    this.#services = services;
    this.#shape = {
      cardinality: text('cardinality').toLowerCase() === 'many' ? 'many' : 'one',
      dataType: text('dataType').toLowerCase() === 'binary' ? 'binary' : 'text',
      includeEmptyEntries: services.includeEmptyEntries,
    };
    this.#client = new EventHubConsumerClient(
      this.consumerGroup,
      connectionString(text('connection'), services.settings),
      this.hub,
      services.checkpoints,
      {
        identifier: services.instance,
        loadBalancingOptions: BALANCING,
        retryOptions: CONNECTION_RETRIES,
      },
    );
  }

  start(): void {
    const { maxEventBatchSize, prefetchCount } = this.#services.options;
    this.#subscription = this.#client.subscribe(
      {
        processEvents: (events, partition) => this.#track(this.#process(events, partition)),
        processError: (error, partition) => {
          this.#report(error, partition);
          return Promise.resolve();
        },
      },
      {
        maxBatchSize: maxEventBatchSize,
        prefetchCount,
        startPosition: startPosition(this.#services.options.initialOffsetOptions),
        skipParsingBodyAsJson: true,
      },
    );
  }

  /** Starts no further invocation, and no further retry. */
  stop(): void {
    this.#stopping.abort();
  }

  /** After `stop`: resolves when the running batches have ended and moved their checkpoints. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  /** Gives up the partitions. A batch that still runs moves no checkpoint any more. */
  async close(): Promise<void> {
    this.stop();
    this.#isClosed = true;
    const closing = async () => {
      await this.#subscription?.close();
      await this.#client.close();
    };
    await settlesWithin(closing(), CLOSE_MS);
  }

  async #process(events: readonly ReceivedEventData[], partition: PartitionContext): Promise<void> {
    if (events.length === 0 || this.#stopping.signal.aborted) return;
    this.#lastProblem = '';
    if (!(await this.#owns(partition))) throw new OwnershipLostError();
    const invocations = this.#shape.cardinality === 'many' ? [events] : events.map((one) => [one]);
    let last: ReceivedEventData | undefined;
    for (const batch of invocations) {
      if (!(await this.#invoke(batch, partition))) break;
      last = batch.at(-1);
    }
    if (this.#isClosed) return;
    if (!(await this.#owns(partition))) throw new OwnershipLostError();
    if (last) await this.#checkpoint(last, partition);
  }

  /** Whether the batch is done with: processed, or given up as its policy says. */
  async #invoke(batch: readonly ReceivedEventData[], partition: PartitionContext) {
    const input = toEventHubInput(batch, partition, this.#shape);
    const outcome = await invokeWithRetry(
      this.#services.invoker,
      this.#registered,
      input,
      this.#stopping.signal,
      () => this.#owns(partition),
    );
    return outcome.kind !== 'stopped';
  }

  async #checkpoint(last: ReceivedEventData, partition: PartitionContext): Promise<void> {
    const { partitionId } = partition;
    const batches = (this.#batchesSinceCheckpoint.get(partitionId) ?? 0) + 1;
    const isDue = batches >= this.#services.options.batchCheckpointFrequency;
    this.#batchesSinceCheckpoint.set(partitionId, isDue ? 0 : batches);
    if (isDue) await partition.updateCheckpoint(last);
  }

  async #owns(partition: PartitionContext): Promise<boolean> {
    const { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId } = partition;
    const owners = await this.#services.checkpoints.listOwnership(
      fullyQualifiedNamespace,
      eventHubName,
      consumerGroup,
    );
    const { instance } = this.#services;
    return owners.some((owner) => owner.partitionId === partitionId && owner.ownerId === instance);
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#running.add(work);
    try {
      await work;
    } finally {
      this.#running.delete(work);
    }
  }

  /** Says a problem once, not at each attempt of the client to get over it. */
  #report(error: Error, partition: PartitionContext): void {
    const isExpected =
      error instanceof OwnershipLostError ||
      ('code' in error && error.code === 'ReceiverDisconnectedError');
    const problem = messageOf(error);
    if (this.#stopping.signal.aborted || problem === this.#lastProblem) return;
    this.#lastProblem = problem;
    this.#services.log({
      level: isExpected ? 'debug' : 'warning',
      source: 'host',
      message: isExpected
        ? `Another host reads partition ${partition.partitionId} of ${this.hub} now`
        : `Reading ${this.hub}: ${problem}`,
      functionName: this.name,
    });
  }
}

function startPosition(
  initial: HostJson['extensions']['eventHubs']['initialOffsetOptions'],
): EventPosition {
  switch (initial.type) {
    case 'fromStart':
      return earliestEventPosition;
    case 'fromEnd':
      return latestEventPosition;
    case 'fromEnqueuedTime':
      return { enqueuedOn: new Date(initial.enqueuedTimeUtc) };
  }
}
