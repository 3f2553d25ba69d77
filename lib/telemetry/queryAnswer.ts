import { isJsonObject } from './fields';

/**
 * Rows of the Log Analytics query API, `{"tables":[{"name","columns":[{"name"}],"rows":[[]]}]}`,
 * as objects by column name; null for any other value.
 */
export function answerRows(tables: unknown): unknown[] | null {
  if (!Array.isArray(tables) || tables.length === 0) return null;
  const rows: unknown[] = [];
  // `isArray` answers with elements of any type.
  for (const table of tables as unknown[]) {
    if (!isJsonObject(table) || !Array.isArray(table.columns) || !Array.isArray(table.rows))
      return null;
    const names = table.columns.map(columnName);
    // As above.
    for (const row of table.rows as unknown[]) rows.push(rowObject(names, row));
  }
  return rows;
}

function columnName(column: unknown): string {
  return isJsonObject(column) && typeof column.name === 'string' ? column.name : '';
}

function rowObject(names: readonly string[], row: unknown): unknown {
  if (!Array.isArray(row)) return row;
  return Object.fromEntries(names.map((name, index): [string, unknown] => [name, row[index]]));
}
