import type { Container, Database, ItemDefinition, PatchOperation } from '@azure/cosmos';
import { toSql } from './cosmosQuery';
import {
  CONTAINERS,
  partitionOf,
  StorageError,
  type ContainerName,
  type DocumentQuery,
  type DocumentStore,
  type FieldChange,
  type StoredDocument,
  type Versioned,
} from './documents';

/** Keeps documents in a Cosmos DB database whose containers exist. */
export class CosmosStore implements DocumentStore {
  constructor(private readonly database: Database) {}

  read<T extends StoredDocument>(name: ContainerName, partition: string, id: string) {
    return this.attempt('read', name, async (container) => {
      const response = await container.item(id, partition).read<T & ItemDefinition>();
      if (response.resource === undefined) return null;
      return versioned<T>(response.resource, response.etag);
    });
  }

  async create<T extends StoredDocument>(name: ContainerName, document: T) {
    partitionOf(name, document);
    return this.attempt('create', name, async (container) => {
      try {
        const response = await container.items.create<T>(document);
        return versioned<T>(document, response.etag);
      } catch (error) {
        if (statusOf(error) === 409) return null;
        throw error;
      }
    });
  }

  async replace<T extends StoredDocument>(name: ContainerName, document: T, etag: string) {
    const partition = partitionOf(name, document);
    return this.attempt('replace', name, async (container) => {
      const accessCondition = { type: 'IfMatch', condition: etag };
      try {
        const item = container.item(document.id, partition);
        const response = await item.replace<T & ItemDefinition>(document, { accessCondition });
        return versioned<T>(document, response.etag);
      } catch (error) {
        const status = statusOf(error);
        if (status === 412 || status === 404) return null;
        throw error;
      }
    });
  }

  async upsert<T extends StoredDocument>(name: ContainerName, document: T) {
    partitionOf(name, document);
    return this.attempt('upsert', name, async (container) => {
      const response = await container.items.upsert<T>(document);
      return versioned<T>(document, response.etag);
    });
  }

  patch<T extends StoredDocument>(
    name: ContainerName,
    partition: string,
    id: string,
    changes: readonly FieldChange[],
    etag: string,
  ) {
    return this.attempt('patch', name, async (container) => {
      const operations = changes.map(({ path, value }): PatchOperation => {
        return { op: 'set', path: pointer(path), value };
      });
      const accessCondition = { type: 'IfMatch', condition: etag };
      try {
        const item = container.item(id, partition);
        const response = await item.patch<T & ItemDefinition>(operations, { accessCondition });
        if (response.resource === undefined) throw new TypeError('the patch has no answer');
        return versioned<T>(response.resource, response.etag);
      } catch (error) {
        const status = statusOf(error);
        if (status === 412 || status === 404) return null;
        throw error;
      }
    });
  }

  remove(name: ContainerName, partition: string, id: string) {
    return this.attempt('delete', name, async (container) => {
      try {
        await container.item(id, partition).delete();
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
      }
    });
  }

  query<T extends StoredDocument>(name: ContainerName, query: DocumentQuery) {
    return this.attempt('query', name, async (container) => {
      const options = query.partition === undefined ? {} : { partitionKey: query.partition };
      const { resources } = await container.items.query<T>(toSql(name, query), options).fetchAll();
      return resources;
    });
  }

  private async attempt<R>(
    operation: string,
    name: ContainerName,
    work: (container: Container) => Promise<R>,
  ): Promise<R> {
    try {
      return await work(this.database.container(name));
    } catch (error) {
      throw new StorageError(operation, name, error);
    }
  }
}

/** Makes the database and its containers where they are missing; only for the local stack. */
export async function createContainers(
  databases: Database['client']['databases'],
  id: string,
): Promise<Database> {
  const { database } = await databases.createIfNotExists({ id });
  for (const [name, { partitionKey, timeToLive }] of Object.entries(CONTAINERS)) {
    await database.containers.createIfNotExists({
      id: name,
      partitionKey: { paths: [`/${partitionKey}`] },
      ...(timeToLive === null ? {} : { defaultTtl: timeToLive }),
    });
  }
  return database;
}

function versioned<T>(document: T, etag: string | undefined): Versioned<T> {
  return { document, etag: etag ?? '' };
}

/** JSON pointer of RFC 6901. */
function pointer(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
