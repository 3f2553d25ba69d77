import {
  partitionOf,
  type Condition,
  type ContainerName,
  type DocumentQuery,
  type DocumentStore,
  type FieldChange,
  type Scalar,
  type StoredDocument,
  type Versioned,
} from './documents';

interface Entry {
  readonly json: string;
  readonly partition: string;
  readonly etag: string;
}

/** Keeps documents as JSON, so that nobody shares an object with the store. */
export class MemoryStore implements DocumentStore {
  private readonly containers = new Map<ContainerName, Map<string, Entry>>();
  private version = 0;

  read<T extends StoredDocument>(container: ContainerName, partition: string, id: string) {
    const entry = this.entries(container).get(keyOf(partition, id));
    return Promise.resolve(entry === undefined ? null : versioned<T>(entry));
  }

  create<T extends StoredDocument>(container: ContainerName, document: T) {
    const key = keyOf(partitionOf(container, document), document.id);
    if (this.entries(container).has(key)) return Promise.resolve(null);
    return Promise.resolve(this.put(container, key, document));
  }

  replace<T extends StoredDocument>(container: ContainerName, document: T, etag: string) {
    const key = keyOf(partitionOf(container, document), document.id);
    if (this.entries(container).get(key)?.etag !== etag) return Promise.resolve(null);
    return Promise.resolve(this.put(container, key, document));
  }

  upsert<T extends StoredDocument>(container: ContainerName, document: T) {
    const key = keyOf(partitionOf(container, document), document.id);
    return Promise.resolve(this.put(container, key, document));
  }

  patch<T extends StoredDocument>(
    container: ContainerName,
    partition: string,
    id: string,
    changes: readonly FieldChange[],
    etag: string,
  ) {
    const key = keyOf(partition, id);
    const entry = this.entries(container).get(key);
    if (entry?.etag !== etag) return Promise.resolve(null);
    const { document } = versioned<T>(entry);
    for (const change of changes) set(document, change);
    return Promise.resolve(this.put(container, key, document));
  }

  remove(container: ContainerName, partition: string, id: string) {
    this.entries(container).delete(keyOf(partition, id));
    return Promise.resolve();
  }

  query<T extends StoredDocument>(container: ContainerName, query: DocumentQuery) {
    const { partition, where = [], orderBy, limit = Infinity } = query;
    const found: T[] = [];
    const texts = where.flatMap(textsFor);
    for (const entry of this.entries(container).values()) {
      if (partition !== undefined && entry.partition !== partition) continue;
      if (!texts.every((text) => entry.json.includes(text))) continue;
      const { document } = versioned<T>(entry);
      if (where.every((condition) => holds(document, condition))) found.push(document);
    }
    if (orderBy !== undefined) {
      const sign = orderBy.descending ? -1 : 1;
      const path = orderBy.field.split('.');
      const at = (document: T) => valueAt(document, path);
      found.sort((a, b) => sign * compare(at(a), at(b)));
    }
    return Promise.resolve(found.slice(0, limit));
  }

  private entries(container: ContainerName): Map<string, Entry> {
    const known = this.containers.get(container);
    if (known !== undefined) return known;
    const entries = new Map<string, Entry>();
    this.containers.set(container, entries);
    return entries;
  }

  private put<T extends StoredDocument>(container: ContainerName, key: string, document: T) {
    this.version += 1;
    const entry = {
      json: JSON.stringify(document),
      partition: partitionOf(container, document),
      etag: `"${this.version}"`,
    };
    this.entries(container).set(key, entry);
    return versioned<T>(entry);
  }
}

function keyOf(partition: string, id: string): string {
  return `${partition}\n${id}`;
}

function versioned<T>(entry: Entry): Versioned<T> {
  // The store gives back what was put in under this type.
  return { document: JSON.parse(entry.json) as T, etag: entry.etag };
}

function valueAt(document: object, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** @throws TypeError where the way to the field is not there */
function set(document: object, { path, value }: FieldChange): void {
  const name = path.at(-1) ?? '';
  const parent = path.length > 1 ? valueAt(document, path.slice(0, -1)) : document;
  if (name === '' || typeof parent !== 'object' || parent === null) {
    throw new TypeError(`There is no way to '${path.join('/')}'`);
  }
  Reflect.set(parent, name, value);
}

/** What stands in the JSON of every document for which it holds: to look for it is quicker than to parse. */
function textsFor(condition: Condition): readonly string[] {
  const isText = condition.is === 'equal' && typeof condition.value === 'string';
  return isText ? [JSON.stringify(condition.value)] : [];
}

function holds(document: object, condition: Condition): boolean {
  const value = valueAt(document, condition.field.split('.'));
  switch (condition.is) {
    case 'equal':
      return value === condition.value;
    case 'oneOf':
      return condition.values.includes(value as Scalar); // includes() compares, whatever it is
    case 'below':
      return sameKind(value, condition.value) && compare(value, condition.value) < 0;
    case 'atMost':
      return sameKind(value, condition.value) && compare(value, condition.value) <= 0;
    case 'above':
      return sameKind(value, condition.value) && compare(value, condition.value) > 0;
    case 'atLeast':
      return sameKind(value, condition.value) && compare(value, condition.value) >= 0;
    case 'containing':
      return typeof value === 'string' && value.includes(condition.value);
    case 'present':
      return value !== undefined;
    case 'absent':
      return value === undefined;
  }
}

/** Cosmos DB compares only within a type. */
function sameKind(a: unknown, b: unknown): boolean {
  return typeof a === typeof b;
}

/** Types in the order in which Cosmos DB sorts them. */
const TYPE_ORDER = ['undefined', 'null', 'boolean', 'number', 'string', 'object'];

function compare(a: unknown, b: unknown): number {
  const types = typeOrder(a) - typeOrder(b);
  if (types !== 0) return types;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a);
  const right = String(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function typeOrder(value: unknown): number {
  return TYPE_ORDER.indexOf(value === null ? 'null' : typeof value);
}
