import type { AccessEvent } from '../telemetry/event';
import { FIRST_SEEN, LAST_SEEN, SOLE_BYTES, SOLE_REQUESTS, type ActorRows } from './actorRows';
import { ContainerVolumes, isOf, nameOf, type ContainerName } from './containerVolumes';
import { documentIdAt } from './documentId';
import {
  addFigures,
  addRequest,
  figuresAt,
  readFigures,
  storedFigures,
  type StoredFigures,
} from './figures';
import type { HourFigures } from './hourActivity';
import { operationKindOf } from './operationKind';
import { DistinctCount } from './sketches/distinctCount';
import { textHash } from './sketches/textHash';

const NO_PATHS: readonly string[] = [];

/** How much an actor did within an hour, and when: a row of numbers, and what has no room there. */
export class ActorVolume {
  private at: number;
  /** The container that was touched, while there is but one; its figures are in the row. */
  private sole: ContainerName | null = null;
  // Most actors lack these, and there are very many actors.
  private ownContainers: ContainerVolumes | null = null;
  private ownDocuments: DistinctCount | null = null;

  /** @param rows get one more */
  constructor(private rows: ActorRows) {
    this.at = rows.add();
  }

  /** Takes its numbers along to the rows of another table. */
  moveTo(rows: ActorRows): void {
    this.at = rows.copy(this.rows, this.at);
    this.rows = rows;
  }

  get totals(): Required<HourFigures> {
    return figuresAt(this.rows.cells, this.at);
  }

  /** Adds its totals to figures. */
  addTo(figures: Float64Array): void {
    addFigures(figures, 0, this.rows.cells, this.at);
  }

  storedTotals(): StoredFigures {
    return storedFigures(this.rows.cells, this.at);
  }

  /** Epoch ms. */
  get firstSeen(): number {
    return this.cell(FIRST_SEEN);
  }

  get lastSeen(): number {
    return this.cell(LAST_SEEN);
  }

  /** Distinct databases and containers touched, about. */
  get distinctContainers(): number {
    return this.ownContainers?.distinct ?? (this.sole === null ? 0 : 1);
  }

  /** `database/container` of most containers touched. */
  containerPaths(): Iterable<string> {
    return this.containerVolumes()?.paths() ?? NO_PATHS;
  }

  /** Adds what one event of the first or the second half of the hour says beyond being watched. */
  addVolume(event: AccessEvent, isLate: boolean): void {
    const { database, container, operation, resourceType, requests, responseBytes } = event;
    const kind = operationKindOf(operation, resourceType);
    addRequest(this.rows.cells, this.at, event, kind, isLate);
    if (database === '') return;
    const seed = this.addContainer(database, container, requests, Math.round(responseBytes));
    const documentAt = documentIdAt(event);
    if (documentAt >= 0) this.addDocument(textHash(event.resource, seed, documentAt));
  }

  /** Notes the first and the last of some requests, epoch ms. */
  protected seeTimes(first: number, last: number): void {
    const { rows, at } = this;
    if (first < this.firstSeen) rows.cells[at + FIRST_SEEN] = first;
    if (last > this.lastSeen) rows.cells[at + LAST_SEEN] = last;
  }

  protected readVolume(
    figures: StoredFigures,
    containers: ContainerVolumes | null,
    documents: DistinctCount | null,
  ): void {
    readFigures(this.rows.cells, this.at, figures);
    this.ownContainers = containers;
    this.ownDocuments = documents;
  }

  protected mergeVolume(other: ActorVolume): void {
    const { ownContainers, ownDocuments, sole, rows, at } = other;
    addFigures(this.rows.cells, this.at, rows.cells, at);
    this.seeTimes(other.firstSeen, other.lastSeen);
    if (ownContainers !== null) this.severalContainers().merge(ownContainers);
    else if (sole !== null) {
      const { database, container } = sole;
      this.addContainer(database, container, other.cell(SOLE_REQUESTS), other.cell(SOLE_BYTES));
    }
    if (ownDocuments !== null) this.manyDocuments().merge(ownDocuments);
    else for (const hash of rows.hashes(at)) this.addDocument(hash);
  }

  /** What was done with each container, put together anew for one alone; null where there is none. */
  protected containerVolumes(): ContainerVolumes | null {
    const { ownContainers, sole } = this;
    if (ownContainers !== null || sole === null) return ownContainers;
    const alone = new ContainerVolumes();
    alone.add(sole.database, sole.container, this.cell(SOLE_REQUESTS), this.cell(SOLE_BYTES));
    return alone;
  }

  /** The documents touched, put together anew while they are few; null where there is none. */
  protected documents(): DistinctCount | null {
    if (this.ownDocuments !== null) return this.ownDocuments;
    const hashes = this.rows.hashes(this.at);
    if (hashes.length === 0) return null;
    const documents = new DistinctCount();
    for (const hash of hashes) documents.add(hash);
    return documents;
  }

  /** Adds to a container; returns a seed for the hashes of its documents. */
  private addContainer(
    database: string,
    container: string,
    requests: number,
    responseBytes: number,
  ): number {
    if (this.ownContainers === null) {
      const sole = (this.sole ??= nameOf(database, container));
      if (isOf(sole, database, container)) {
        const { rows, at } = this;
        rows.cells[at + SOLE_REQUESTS] = this.cell(SOLE_REQUESTS) + requests;
        rows.cells[at + SOLE_BYTES] = this.cell(SOLE_BYTES) + responseBytes;
        return sole.hash;
      }
    }
    return this.severalContainers().add(database, container, requests, responseBytes);
  }

  private addDocument(hash: number): void {
    if (this.ownDocuments === null && this.rows.addHash(this.at, hash)) return;
    this.manyDocuments().add(hash);
  }

  private severalContainers(): ContainerVolumes {
    return (this.ownContainers ??= this.containerVolumes() ?? new ContainerVolumes());
  }

  private manyDocuments(): DistinctCount {
    return (this.ownDocuments ??= this.documents() ?? new DistinctCount());
  }

  private cell(place: number): number {
    return this.rows.cells[this.at + place] ?? 0;
  }
}
