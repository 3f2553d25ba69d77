import { isJsonObject, textOf, type JsonObject } from './fields';
import { propertiesOf } from './properties';
import { columnsOfLegacyRow, propertyOfColumn } from './logAnalyticsColumns';
import type { Category } from './event';

/** A row as the record that it was made from, or `other` for a table that is not ours. */
export type RowMeaning = JsonObject | 'other' | 'unknown';

const TABLE_PREFIX = 'CDB';

/** True for a row of a Log Analytics table: records of the Event Hub have a `time` instead. */
export function isLogAnalyticsRow(record: JsonObject): boolean {
  return record.TimeGenerated !== undefined && record.time === undefined;
}

/**
 * Turns a row of a CDB table, of AzureActivity or of the legacy AzureDiagnostics into the shape of
 * an Event Hub record. The table is told by `Type`, else by the columns.
 */
export function recordOfRow(row: JsonObject): RowMeaning {
  const table = textOf(row.Type);
  if (table === 'AzureActivity' || row.OperationNameValue !== undefined) return activityRecord(row);
  if (table === 'AzureDiagnostics' || row.Category !== undefined) return legacyRecord(row);
  if (table !== '' && !table.startsWith(TABLE_PREFIX)) return 'other';
  const category = table === '' ? categoryByColumns(row) : table.slice(TABLE_PREFIX.length);
  if (category === null) return 'unknown';
  const properties: Record<string, unknown> = {};
  for (const column of Object.keys(row)) properties[propertyOfColumn(column)] = row[column];
  return {
    time: row.TimeGenerated,
    resourceId: resourceIdIn(row),
    category,
    operationName: row.OperationName,
    properties,
  };
}

/** The ARM id, or where a query left it out, the account's name. */
function resourceIdIn(row: JsonObject): string {
  return textOf(row._ResourceId) || textOf(row.ResourceId) || textOf(row.AccountName);
}

/** A query may have dropped `Type`; each table has columns of its own. */
function categoryByColumns(row: JsonObject): Category | 'PartitionKeyStatistics' | null {
  const has = (column: string) => row[column] !== undefined;
  if (has('QueryText')) return 'QueryRuntimeStatistics';
  if (has('PartitionKey')) return 'PartitionKeyStatistics';
  if (has('TotalRequestCharge') || has('AvgRequestCharge')) return 'DataPlaneRequests5M';
  if (has('RequestResourceType') || has('StatusCode')) return 'DataPlaneRequests';
  if (has('ApiKind') || has('HttpStatusCode')) return 'ControlPlaneRequests';
  if (!has('ErrorCode')) return null;
  if (has('TableName') || has('ClientRequestId')) return 'TableApiRequests';
  if (has('UserId') || textOf(row.OpCode).startsWith('Mongo')) return 'MongoRequests';
  return has('OpCode') ? 'CassandraRequests' : 'GremlinRequests';
}

/** AzureDiagnostics: one table for all services, each property with a suffix for its type. */
function legacyRecord(row: JsonObject): RowMeaning {
  const provider = textOf(row.ResourceProvider).toUpperCase();
  if (provider !== '' && provider !== 'MICROSOFT.DOCUMENTDB') return 'other';
  return {
    time: row.TimeGenerated,
    resourceId: resourceIdIn(row) || row.Resource,
    category: row.Category,
    operationName: row.OperationName,
    properties: { ...propertiesOf(row.AdditionalFields), ...columnsOfLegacyRow(row) },
  };
}

/** AzureActivity, which holds objects as JSON texts (`Claims`) and again as objects (`Claims_d`). */
function activityRecord(row: JsonObject): JsonObject {
  return {
    time: row.TimeGenerated,
    resourceId: resourceIdIn(row),
    category: row.CategoryValue ?? row.Category,
    operationName: row.OperationNameValue ?? row.OperationName,
    resultType: row.ActivityStatusValue ?? row.ActivityStatus,
    resultSignature: row.ActivitySubstatusValue ?? row.ActivitySubstatus,
    callerIpAddress: row.CallerIpAddress,
    correlationId: row.CorrelationId,
    caller: row.Caller,
    claims: objectIn(row.Claims_d, row.Claims),
    authorization: objectIn(row.Authorization_d, row.Authorization),
    httpRequest: objectIn(row.HTTPRequest_d, row.HTTPRequest),
    properties: objectIn(row.Properties_d, row.Properties),
  };
}

function objectIn(dynamic: unknown, text: unknown): unknown {
  return isJsonObject(dynamic) ? dynamic : text;
}
