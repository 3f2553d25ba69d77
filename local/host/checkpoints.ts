import { randomUUID } from 'node:crypto';
import type { Checkpoint, CheckpointStore, PartitionOwnership } from '@azure/event-hubs';

/** When a timer ran and will run, in epoch ms; `last` is missing before its first run. */
export interface TimerStatus {
  readonly last?: number;
  readonly next: number;
  readonly lastUpdated: number;
}

/**
 * What Azure's host keeps in its storage account, and what hosts of one app share: who reads which
 * partition and how far, who runs a timer and when it ran.
 */
export interface CheckpointPort extends CheckpointStore {
  /** Takes or renews a lease; `false` while another holder has it. */
  holdLease(name: string, holder: string, milliseconds: number): Promise<boolean>;
  releaseLease(name: string, holder: string): Promise<void>;
  readTimerStatus(name: string): Promise<TimerStatus | undefined>;
  writeTimerStatus(name: string, status: TimerStatus): Promise<void>;
}

type PartitionName = Pick<
  PartitionOwnership,
  'fullyQualifiedNamespace' | 'eventHubName' | 'consumerGroup' | 'partitionId'
>;

/** Checkpoints for the hosts of one process; they live as long as this object. */
export class InMemoryCheckpoints implements CheckpointPort {
  readonly #ownerships = new Map<string, PartitionOwnership>();
  readonly #checkpoints = new Map<string, Checkpoint>();
  readonly #leases = new Map<string, { holder: string; until: number }>();
  readonly #timers = new Map<string, TimerStatus>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  listOwnership(namespace: string, hub: string, group: string): Promise<PartitionOwnership[]> {
    return Promise.resolve(ofHub(this.#ownerships, namespace, hub, group));
  }

  /** Grants what nobody has changed since the claimant read it (same ETag). */
  claimOwnership(claims: PartitionOwnership[]): Promise<PartitionOwnership[]> {
    const granted: PartitionOwnership[] = [];
    for (const claim of claims) {
      const key = keyOf(claim);
      if (this.#ownerships.get(key)?.etag !== claim.etag) continue;
      const ownership = { ...claim, etag: randomUUID(), lastModifiedTimeInMs: this.#now() };
      this.#ownerships.set(key, ownership);
      granted.push({ ...ownership });
    }
    return Promise.resolve(granted);
  }

  updateCheckpoint(checkpoint: Checkpoint): Promise<void> {
    this.#checkpoints.set(keyOf(checkpoint), { ...checkpoint });
    return Promise.resolve();
  }

  listCheckpoints(namespace: string, hub: string, group: string): Promise<Checkpoint[]> {
    return Promise.resolve(ofHub(this.#checkpoints, namespace, hub, group));
  }

  holdLease(name: string, holder: string, milliseconds: number): Promise<boolean> {
    const lease = this.#leases.get(name);
    const isFree = !lease || lease.holder === holder || lease.until <= this.#now();
    if (isFree) this.#leases.set(name, { holder, until: this.#now() + milliseconds });
    return Promise.resolve(isFree);
  }

  releaseLease(name: string, holder: string): Promise<void> {
    if (this.#leases.get(name)?.holder === holder) this.#leases.delete(name);
    return Promise.resolve();
  }

  readTimerStatus(name: string): Promise<TimerStatus | undefined> {
    return Promise.resolve(this.#timers.get(name));
  }

  writeTimerStatus(name: string, status: TimerStatus): Promise<void> {
    this.#timers.set(name, status);
    return Promise.resolve();
  }
}

function keyOf(partition: PartitionName): string {
  const { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId } = partition;
  return [fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId]
    .join('/')
    .toLowerCase();
}

function ofHub<T>(entries: Map<string, T>, namespace: string, hub: string, group: string): T[] {
  const prefix = [namespace, hub, group, ''].join('/').toLowerCase();
  const matching = [...entries].filter(([key]) => key.startsWith(prefix));
  return matching.map(([, value]) => ({ ...value }));
}
