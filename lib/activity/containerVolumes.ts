import type { ContainerVolume } from './hourActivity';
import type { NameList } from './nameList';
import { DistinctCount } from './sketches/distinctCount';
import { NO_SEED, textHash } from './sketches/textHash';

/** Containers told apart in what is stored and shown, and in memory before the lightest are folded. */
const MOST_CONTAINERS = 8;
const MOST_IN_MEMORY = 16;

/** A container, or a database where that of the container is empty. */
export interface ContainerName {
  readonly database: string;
  readonly container: string;
  /** Hash of the path: the seed for the hashes of its documents. */
  readonly hash: number;
}

/** What one actor did with one container. */
interface Volume extends ContainerName {
  requests: number;
  responseBytes: number;
}

/** The containers that found no room. */
interface Rest {
  requests: number;
  responseBytes: number;
  /** Sketch of these and of those that did. */
  readonly all: DistinctCount;
}

/** The stored form. */
export interface StoredContainers {
  /** Number of the name, requests and bytes returned, heaviest first. */
  readonly heaviest: readonly (readonly [number, number, number])[];
  /** Requests and bytes of all others. */
  readonly rest?: readonly [number, number];
  /** Sketch of all of them, where there are others. */
  readonly distinct?: string;
}

/** The containers that an actor touched: the heaviest one by one, the rest together. */
export class ContainerVolumes {
  private volumes: Volume[] = [];
  private rest: Rest | null = null;

  static from(stored: StoredContainers, names: readonly string[]): ContainerVolumes {
    const containers = new ContainerVolumes();
    const { heaviest, rest, distinct } = stored;
    for (const [number, requests, responseBytes] of heaviest) {
      const [database = '', ...container] = (names[number] ?? '').split('/');
      const volume = containers.of(database, container.join('/'));
      volume.requests += requests;
      volume.responseBytes += responseBytes;
    }
    if (rest !== undefined && distinct !== undefined) {
      const [requests, responseBytes] = rest;
      containers.rest = { requests, responseBytes, all: DistinctCount.from(distinct) };
    }
    return containers;
  }

  /** Adds to one container; returns a seed for the hashes of its documents. */
  add(database: string, container: string, requests: number, responseBytes: number): number {
    const volume = this.of(database, container);
    volume.requests += requests;
    volume.responseBytes += responseBytes;
    return volume.hash;
  }

  merge(other: ContainerVolumes): void {
    for (const { database, container, requests, responseBytes } of other.volumes) {
      this.add(database, container, requests, responseBytes);
    }
    if (other.rest === null) return;
    const rest = (this.rest ??= this.emptyRest());
    rest.requests += other.rest.requests;
    rest.responseBytes += other.rest.responseBytes;
    rest.all.merge(other.rest.all);
  }

  /** Some of the containers in full, `database/container`; those of no container left out. */
  *paths(): Iterable<string> {
    for (const volume of this.volumes) if (volume.container !== '') yield pathOf(volume);
  }

  /** Distinct databases and containers, about. */
  get distinct(): number {
    return this.rest?.all.count ?? this.volumes.length;
  }

  /** The heaviest ones, then the rest under an empty name. */
  toList(): readonly ContainerVolume[] {
    const { heaviest, rest } = this.split();
    const list = heaviest.map((volume) => ({
      container: pathOf(volume),
      requests: volume.requests,
      responseBytes: volume.responseBytes,
    }));
    if (rest === null) return list;
    return [...list, { container: '', requests: rest.requests, responseBytes: rest.responseBytes }];
  }

  toStored(names: NameList): StoredContainers {
    const { heaviest, rest } = this.split();
    const stored = heaviest.map(
      (volume) => [names.numberOf(pathOf(volume)), volume.requests, volume.responseBytes] as const,
    );
    if (rest === null) return { heaviest: stored };
    const { requests, responseBytes, all } = rest;
    return { heaviest: stored, rest: [requests, responseBytes], distinct: all.toString() };
  }

  private of(database: string, container: string): Volume {
    for (const volume of this.volumes) if (isOf(volume, database, container)) return volume;
    if (this.volumes.length >= MOST_IN_MEMORY) this.fold();
    const volume = { ...nameOf(database, container), requests: 0, responseBytes: 0 };
    this.volumes.push(volume);
    this.rest?.all.add(volume.hash);
    return volume;
  }

  /** Lets all but the heaviest go. */
  private fold(): void {
    const { heaviest, rest } = this.split();
    this.volumes = [...heaviest];
    this.rest = rest;
  }

  /** As it is when only the heaviest are kept. */
  private split(): { readonly heaviest: readonly Volume[]; readonly rest: Rest | null } {
    const sorted = [...this.volumes].sort(heavierFirst);
    if (sorted.length <= MOST_CONTAINERS) return { heaviest: sorted, rest: this.rest };
    const rest = { ...(this.rest ?? this.emptyRest()) };
    for (const { requests, responseBytes } of sorted.splice(MOST_CONTAINERS)) {
      rest.requests += requests;
      rest.responseBytes += responseBytes;
    }
    return { heaviest: sorted, rest };
  }

  private emptyRest(): Rest {
    const all = new DistinctCount();
    for (const { hash } of this.volumes) all.add(hash);
    return { requests: 0, responseBytes: 0, all };
  }
}

export function isOf(name: ContainerName, database: string, container: string): boolean {
  return name.container === container && name.database === database;
}

export function nameOf(database: string, container: string): ContainerName {
  // Signed, so that it needs no box.
  const hash = textHash(container, textHash(database, NO_SEED)) | 0;
  return { database, container, hash };
}

function heavierFirst(a: Volume, b: Volume): number {
  const heavier = b.responseBytes - a.responseBytes || b.requests - a.requests;
  if (heavier !== 0) return heavier;
  return pathOf(a) < pathOf(b) ? -1 : 1;
}

function pathOf({ database, container }: Volume): string {
  return container === '' ? database : `${database}/${container}`;
}
