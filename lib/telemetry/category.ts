import type { Category } from './event';

/** What a record's `category` says is to be done with it. */
export type CategoryMeaning =
  Category | 'partitionStatistics' | 'securityAlert' | 'otherActivity' | 'unknown';

const MEANINGS: readonly (readonly [string, CategoryMeaning])[] = [
  ['DataPlaneRequests', 'DataPlaneRequests'],
  ['DataPlaneRequests5M', 'DataPlaneRequests5M'],
  ['DataPlaneRequests15M', 'DataPlaneRequests15M'],
  ['QueryRuntimeStatistics', 'QueryRuntimeStatistics'],
  ['ControlPlaneRequests', 'ControlPlaneRequests'],
  ['MongoRequests', 'MongoRequests'],
  ['CassandraRequests', 'CassandraRequests'],
  ['GremlinRequests', 'GremlinRequests'],
  ['TableApiRequests', 'TableApiRequests'],
  ['PartitionKeyStatistics', 'partitionStatistics'],
  ['PartitionKeyRUConsumption', 'partitionStatistics'],
  // The Activity Log: one category since about 2020, the kind of operation before.
  ['Administrative', 'ActivityLog'],
  ['Action', 'ActivityLog'],
  ['Write', 'ActivityLog'],
  ['Delete', 'ActivityLog'],
  ['Alert', 'otherActivity'],
  ['Autoscale', 'otherActivity'],
  ['Policy', 'otherActivity'],
  ['Recommendation', 'otherActivity'],
  ['ResourceHealth', 'otherActivity'],
  ['Security', 'securityAlert'],
  ['ServiceHealth', 'otherActivity'],
];

const asSpelled = new Map<string, CategoryMeaning>(MEANINGS);
const inLowerCase = new Map<string, CategoryMeaning>(
  MEANINGS.map(([name, meaning]) => [name.toLowerCase(), meaning]),
);

/** Looks a category up, in the usual spelling or in any case. */
export function categoryMeaningOf(category: string): CategoryMeaning {
  // Nearly all records are of this one, and comparing is cheaper than hashing a new string.
  if (category === 'DataPlaneRequests') return category;
  return asSpelled.get(category) ?? inLowerCase.get(category.toLowerCase()) ?? 'unknown';
}
