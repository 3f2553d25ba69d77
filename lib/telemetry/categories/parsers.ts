import { parseAggregate } from './aggregate';
import { parseApiCategory } from './apiCategory';
import { parseControlPlane } from './controlPlane';
import { parseDataPlane } from './dataPlane';
import { parseQueryRuntime } from './queryRuntime';
import type { Api, Category } from '../event';
import type { EventDraft } from '../eventDraft';
import type { JsonObject } from '../fields';
import type { KeySeed } from '../recordKey';

/** Writes into the draft what the record and its properties tell, and sets the record key. */
export type CategoryParser = (
  record: JsonObject,
  properties: JsonObject,
  event: EventDraft,
  keySeed: KeySeed,
) => void;

const apiParser =
  (api: Exclude<Api, 'nosql'>): CategoryParser =>
  (record, properties, event, keySeed) =>
    parseApiCategory(api, record, properties, event, keySeed);

/** The parser of each resource log category. */
export const PARSERS: Readonly<Record<Exclude<Category, 'ActivityLog'>, CategoryParser>> = {
  DataPlaneRequests: parseDataPlane,
  DataPlaneRequests5M: parseAggregate,
  DataPlaneRequests15M: parseAggregate,
  QueryRuntimeStatistics: parseQueryRuntime,
  ControlPlaneRequests: parseControlPlane,
  MongoRequests: apiParser('mongodb'),
  CassandraRequests: apiParser('cassandra'),
  GremlinRequests: apiParser('gremlin'),
  TableApiRequests: apiParser('table'),
};
