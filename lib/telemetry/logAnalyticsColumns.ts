import { InternTable } from './internTable';
import type { JsonObject } from './fields';

/** Columns whose property is not the same name in lower camel case. */
const RENAMED = new Map<string, string>([
  ['DurationMs', 'duration'],
  ['RegionName', 'region'],
  ['PIICommandText', 'piiCommandText'],
  ['HttpStatusCode', 'httpstatusCode'],
  ['QueryText', 'querytext'],
  ['PartitionKeyRangeId', 'partitionkeyrangeid'],
]);

const propertyNames = new InternTable<string>(
  512,
  (column) => RENAMED.get(column) ?? column.charAt(0).toLowerCase() + column.slice(1),
);

/** The Event Hub property behind a column of a CDB table: `ClientIpAddress` is `clientIpAddress`. */
export function propertyOfColumn(column: string): string {
  return propertyNames.get(column);
}

/** `clientIpAddress_s` and the like: text, GUID, double, boolean, time. */
const TYPE_SUFFIX = /_[sgdbt]$/;

/** The properties of an AzureDiagnostics row: every column with a type suffix, without it. */
export function columnsOfLegacyRow(row: JsonObject): JsonObject {
  const properties: Record<string, unknown> = {};
  for (const column of Object.keys(row)) {
    if (TYPE_SUFFIX.test(column)) properties[column.slice(0, -2)] = row[column];
  }
  return properties;
}
