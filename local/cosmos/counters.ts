import type { OperationKind } from './operation';

export interface OperationCounts {
  operations: number;
  /** Operations answered with a status of 400 or above, injected faults included. */
  refused: number;
  requestBytes: number;
  responseBytes: number;
  /** See `requestUnits.ts`: worked out from documented factors, not measured by Azure. */
  estimatedRequestUnits: number;
}

export type ContainerCounts = Readonly<Record<OperationKind, OperationCounts>>;

/** Counts operations and bytes by container and kind of operation. */
export class Counters {
  private readonly counts = new Map<string, ContainerCounts>();

  /** The counts of one container since the start or the last reset; live, not a copy. */
  of(container: string): ContainerCounts {
    let counts = this.counts.get(container);
    if (!counts) {
      counts = { reads: zero(), writes: zero(), queries: zero(), metadata: zero() };
      this.counts.set(container, counts);
    }
    return counts;
  }

  /** All containers' counts by name. Requests that concern no container are under the empty name. */
  snapshot(): Record<string, ContainerCounts> {
    return structuredClone(Object.fromEntries(this.counts));
  }

  reset(): void {
    this.counts.clear();
  }

  add(container: string, kind: OperationKind, count: Omit<OperationCounts, 'operations'>): void {
    const counts = this.of(container)[kind];
    counts.operations += 1;
    counts.refused += count.refused;
    counts.requestBytes += count.requestBytes;
    counts.responseBytes += count.responseBytes;
    counts.estimatedRequestUnits += count.estimatedRequestUnits;
  }
}

function zero(): OperationCounts {
  return {
    operations: 0,
    refused: 0,
    requestBytes: 0,
    responseBytes: 0,
    estimatedRequestUnits: 0,
  };
}
