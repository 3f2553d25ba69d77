/** Which records a parsed JSON value holds, for every shape of export. */

/** What `recordsOf` found. */
export interface FoundRecords {
  readonly records: readonly unknown[];
  /** Envelopes whose `records` is no array. */
  readonly brokenEnvelopes: readonly unknown[];
  /** True for rows of a query answer, which no longer are what the bytes say. */
  readonly derived: boolean;
}

/**
 * Elements of `records`, elements of an array (of envelopes too), rows of a Log Analytics
 * query answer, or the value itself.
 */
export function recordsOf(value: unknown): FoundRecords {
  if (Array.isArray(value)) return elementsOf(value);
  if (!isObject(value)) return plain([value]);
  if ('records' in value) return envelopeRecords(value);
  const rows = 'tables' in value ? answerRows(value.tables) : null;
  return rows === null ? plain([value]) : { records: rows, brokenEnvelopes: [], derived: true };
}

function elementsOf(elements: readonly unknown[]): FoundRecords {
  if (!elements.some((element) => isObject(element) && 'records' in element)) {
    return plain(elements);
  }
  const records: unknown[] = [];
  const brokenEnvelopes: unknown[] = [];
  for (const element of elements) {
    const found =
      isObject(element) && 'records' in element ? envelopeRecords(element) : plain([element]);
    for (const record of found.records) records.push(record);
    brokenEnvelopes.push(...found.brokenEnvelopes);
  }
  return { records, brokenEnvelopes, derived: false };
}

function envelopeRecords(envelope: Readonly<Record<string, unknown>>): FoundRecords {
  return Array.isArray(envelope.records)
    ? plain(envelope.records)
    : { records: [], brokenEnvelopes: [envelope], derived: false };
}

function plain(records: readonly unknown[]): FoundRecords {
  return { records, brokenEnvelopes: [], derived: false };
}

/**
 * Rows of the Log Analytics query API, `{"tables":[{"name","columns":[{"name"}],"rows":[[]]}]}`,
 * as objects by column name; null for any other value.
 */
function answerRows(tables: unknown): unknown[] | null {
  if (!Array.isArray(tables) || tables.length === 0) return null;
  const rows: unknown[] = [];
  for (const table of tables as unknown[]) {
    if (!isObject(table) || !Array.isArray(table.columns) || !Array.isArray(table.rows))
      return null;
    const names = table.columns.map(columnName);
    for (const row of table.rows as unknown[]) rows.push(rowObject(names, row));
  }
  return rows;
}

function columnName(column: unknown): string {
  return isObject(column) && typeof column.name === 'string' ? column.name : '';
}

function rowObject(names: readonly string[], row: unknown): unknown {
  if (!Array.isArray(row)) return row;
  return Object.fromEntries(names.map((name, index): [string, unknown] => [name, row[index]]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
