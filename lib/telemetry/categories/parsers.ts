import { parseAggregate } from './aggregate';
import { apiCategory } from './apiCategory';
import type { CategoryParser } from './categoryParser';
import { parseControlPlane } from './controlPlane';
import { DATA_PLANE } from './dataPlane';
import { parserOf, type FieldTable } from './fields';
import { QUERY_RUNTIME } from './queryRuntime';
import type { Category } from '../event';

const FIELDS = {
  DataPlaneRequests: DATA_PLANE,
  QueryRuntimeStatistics: QUERY_RUNTIME,
  MongoRequests: apiCategory('mongodb'),
  CassandraRequests: apiCategory('cassandra'),
  GremlinRequests: apiCategory('gremlin'),
  TableApiRequests: apiCategory('table'),
} satisfies Partial<Record<Category, FieldTable>>;

/** The categories whose members tell something each on its own. */
export const FIELD_TABLES: ReadonlyMap<string, FieldTable> = new Map(Object.entries(FIELDS));

/** The parser of each resource log category. */
export const PARSERS: Readonly<Record<Exclude<Category, 'ActivityLog'>, CategoryParser>> = {
  DataPlaneRequests: parserOf(FIELDS.DataPlaneRequests),
  DataPlaneRequests5M: parseAggregate,
  DataPlaneRequests15M: parseAggregate,
  QueryRuntimeStatistics: parserOf(FIELDS.QueryRuntimeStatistics),
  ControlPlaneRequests: parseControlPlane,
  MongoRequests: parserOf(FIELDS.MongoRequests),
  CassandraRequests: parserOf(FIELDS.CassandraRequests),
  GremlinRequests: parserOf(FIELDS.GremlinRequests),
  TableApiRequests: parserOf(FIELDS.TableApiRequests),
};
