import * as z from 'zod';
import { Container, type ContainerDefinition } from './container';
import { badRequest, conflict, notFound } from './cosmosError';
import type { JsonObject } from './json';

interface Database {
  readonly definition: JsonObject;
  readonly containers: Map<string, Container>;
}

const idSchema = z.string().regex(/^[^/\\?#]{1,255}$/);

const containerSchema = z.looseObject({
  id: idSchema,
  partitionKey: z.looseObject({ paths: z.array(z.string().startsWith('/')).min(1).max(3) }),
  defaultTtl: z.union([z.literal(-1), z.int().positive()]).optional(),
});

/** The databases and containers of the account. */
export class Account {
  private readonly databases = new Map<string, Database>();

  /** @param now epoch milliseconds */
  constructor(private readonly now: () => number) {}

  listDatabases(): JsonObject[] {
    return [...this.databases.values()].map(({ definition }) => definition);
  }

  listContainers(databaseId: string): JsonObject[] {
    return [...this.database(databaseId).containers.values()].map(({ definition }) => definition);
  }

  /** @throws CosmosError 404 */
  database(id: string): Database {
    const database = this.databases.get(id);
    if (!database) throw notFound();
    return database;
  }

  /** @throws CosmosError 404 */
  container(databaseId: string, id: string): Container {
    const container = this.database(databaseId).containers.get(id);
    if (!container) throw notFound();
    return container;
  }

  /** @throws CosmosError 409, 400 */
  createDatabase({ id }: JsonObject): JsonObject {
    const parsed = idSchema.safeParse(id);
    if (!parsed.success) throw badRequest('The id of a database is invalid.');
    if (this.databases.has(parsed.data)) throw conflict();
    const definition = this.withSystemProperties({ id: parsed.data }, `dbs/${parsed.data}/`);
    this.databases.set(parsed.data, { definition, containers: new Map() });
    return definition;
  }

  deleteDatabase(id: string): void {
    this.database(id);
    this.databases.delete(id);
  }

  /** @throws CosmosError 409, 400 */
  createContainer(databaseId: string, body: JsonObject): JsonObject {
    const { containers } = this.database(databaseId);
    const definition = this.containerDefinition(databaseId, body);
    if (containers.has(definition.id)) throw conflict();
    containers.set(definition.id, new Container(definition, this.now));
    return definition;
  }

  /** Changes expiry and indexing; the partition key stays. @throws CosmosError 404, 400 */
  replaceContainer(databaseId: string, id: string, body: JsonObject): JsonObject {
    const container = this.container(databaseId, id);
    const definition = this.containerDefinition(databaseId, { ...body, id });
    if (definition.partitionKey.paths.join() !== container.paths.join()) {
      throw badRequest('The partition key of a container cannot be changed.');
    }
    container.definition = definition;
    return definition;
  }

  deleteContainer(databaseId: string, id: string): void {
    this.container(databaseId, id);
    this.database(databaseId).containers.delete(id);
  }

  /** Frees expired documents in all containers. */
  removeExpired(): void {
    for (const { containers } of this.databases.values()) {
      for (const container of containers.values()) container.removeExpired();
    }
  }

  private containerDefinition(databaseId: string, body: JsonObject): ContainerDefinition {
    const parsed = containerSchema.safeParse(body);
    if (!parsed.success) {
      throw badRequest(
        'A container needs an id, partition key paths, and a valid defaultTtl if any.',
      );
    }
    const { id, partitionKey, defaultTtl } = parsed.data;
    const known = {
      id,
      partitionKey: { kind: 'Hash', version: 2, ...partitionKey },
      ...(defaultTtl === undefined ? {} : { defaultTtl }),
    };
    return { ...body, ...this.withSystemProperties(known, `dbs/${databaseId}/colls/${id}/`) };
  }

  private withSystemProperties<T extends JsonObject>(body: T, self: string): T {
    const rid = Buffer.from(self).toString('base64');
    const seconds = Math.floor(this.now() / 1000);
    return { ...body, _rid: rid, _self: self, _etag: `"${seconds.toString(36)}"`, _ts: seconds };
  }
}
