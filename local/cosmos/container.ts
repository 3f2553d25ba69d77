import { randomUUID } from 'node:crypto';
import { badRequest, tooLarge } from './cosmosError';
import type { JsonObject } from './json';
import type { PartitionKey } from './partitionKey';

/** Azure's limit for one item, measured as UTF-8 JSON. */
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

export interface ContainerDefinition extends JsonObject {
  id: string;
  partitionKey: { paths: string[]; kind?: string; version?: number };
  /** Seconds; -1 switches expiry on without a default; absent: nothing expires. */
  defaultTtl?: number;
}

export interface StoredDocument {
  readonly id: string;
  readonly partition: PartitionKey;
  /** Never changed in place: every write stores a new one. */
  readonly body: JsonObject;
  readonly text: string;
  readonly bytes: number;
  readonly etag: string;
  readonly rid: string;
  /** Position of its last write in the container's change feed. */
  readonly change: number;
  /** Epoch seconds, the document's `_ts`. */
  readonly writtenAt: number;
  /** Seconds, as the document says; absent: the container decides. */
  readonly ttl: number | undefined;
}

/** The documents of one container by partition and id, without those that have expired. */
export class Container {
  private readonly partitions = new Map<PartitionKey, Map<string, StoredDocument>>();
  /** Every document by `_rid`, in order of creation. */
  private readonly documents = new Map<string, StoredDocument>();
  /** The same, oldest write first. */
  private readonly changes = new Map<string, StoredDocument>();
  private created = 0;
  private lastChange = 0;

  /** @param now epoch milliseconds */
  constructor(
    public definition: ContainerDefinition,
    private readonly now: () => number,
  ) {}

  get paths(): readonly string[] {
    return this.definition.partitionKey.paths;
  }

  get latestChange(): number {
    return this.lastChange;
  }

  find(partition: PartitionKey, id: string): StoredDocument | undefined {
    const document = this.partitions.get(partition)?.get(id);
    return document && this.isAlive(document) ? document : undefined;
  }

  /** The documents of one partition, or of all, in order of creation. */
  list(partition?: PartitionKey): StoredDocument[] {
    const members = partition === undefined ? this.documents : this.partitions.get(partition);
    return [...(members?.values() ?? [])].filter((document) => this.isAlive(document));
  }

  /** The latest versions of documents written after a change, in order of writing. */
  changedAfter(change: number, partition?: PartitionKey): StoredDocument[] {
    if (change >= this.lastChange) return [];
    return [...this.changes.values()].filter(
      (document) =>
        document.change > change &&
        (partition === undefined || document.partition === partition) &&
        this.isAlive(document),
    );
  }

  /**
   * Stores a document, new or in place of one of the same id in this partition.
   * @throws CosmosError 413 above 2 MB, 400 when `ttl` is no positive integer and not -1.
   */
  put(partition: PartitionKey, id: string, content: JsonObject): StoredDocument {
    const previous = this.find(partition, id);
    const ttl = validTtl(content.ttl);
    const writtenAt = Math.floor(this.now() / 1000);
    const rid = previous?.rid ?? `${this.definition.id}-${sortable(++this.created)}`;
    const etag = `"${randomUUID()}"`;
    const system = { _rid: rid, _self: `docs/${rid}/`, _etag: etag, _attachments: 'attachments/' };
    const body = { ...content, ...system, _ts: writtenAt };
    const text = JSON.stringify(body);
    const bytes = Buffer.byteLength(text);
    if (bytes > MAX_DOCUMENT_BYTES) throw tooLarge();

    const change = ++this.lastChange;
    const document = { id, partition, body, text, bytes, etag, rid, change, writtenAt, ttl };
    let members = this.partitions.get(partition);
    if (!members) {
      members = new Map<string, StoredDocument>();
      this.partitions.set(partition, members);
    }
    members.set(id, document);
    this.documents.set(rid, document);
    this.changes.delete(rid);
    this.changes.set(rid, document);
    return document;
  }

  remove({ partition, id, rid }: StoredDocument): void {
    const members = this.partitions.get(partition);
    members?.delete(id);
    if (members?.size === 0) this.partitions.delete(partition);
    this.documents.delete(rid);
    this.changes.delete(rid);
  }

  /** Frees what has expired and is no longer asked for. */
  removeExpired(): void {
    this.list();
  }

  private isAlive(document: StoredDocument): boolean {
    const { defaultTtl } = this.definition;
    if (defaultTtl === undefined) return true;
    const seconds = document.ttl ?? defaultTtl;
    if (seconds === -1) return true;
    if (document.writtenAt + seconds > this.now() / 1000) return true;
    this.remove(document);
    return false;
  }
}

function validTtl(ttl: unknown): number | undefined {
  if (ttl === undefined || ttl === null) return undefined;
  if (typeof ttl === 'number' && Number.isInteger(ttl) && (ttl > 0 || ttl === -1)) return ttl;
  throw badRequest(
    "The input ttl is invalid. Ensure to provide a nonzero positive integer or -1 for 'ttl'.",
  );
}

/** A number as text of the same length, so that texts sort as the numbers do. */
function sortable(value: number): string {
  return value.toString(36).padStart(8, '0');
}
