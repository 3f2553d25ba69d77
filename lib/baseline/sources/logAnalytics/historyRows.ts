import { textOf } from '../../../telemetry/fields';
import { COLUMNS, type Column } from './cells';
import { historyRowOf, type HistoryRow } from './historyRow';
import { LogsAnswerError, type LogsTable } from './logsReader';
import { managementRowOf, type ManagementRow } from './managementRow';

/** The rows of an answer by what they tell of. */
export interface HistoryRows {
  readonly count: number;
  readonly requests: readonly HistoryRow[];
  readonly management: readonly ManagementRow[];
}

/**
 * Reads the rows of an answer.
 * @throws LogsAnswerError where a column is missing or an hour or category is none.
 */
export function historyRowsOf({ columns, rows }: LogsTable): HistoryRows {
  const requests: HistoryRow[] = [];
  const management: ManagementRow[] = [];
  // The answer of an empty workspace has no columns either.
  if (rows.length === 0) return { count: 0, requests, management };
  const places = new Map<Column, number>();
  for (const name of COLUMNS) {
    const place = columns.indexOf(name);
    if (place < 0) throw new LogsAnswerError(`no column ${name}`);
    places.set(name, place);
  }
  for (const row of rows) {
    const cell = (name: Column) => row[places.get(name) ?? -1];
    if (textOf(cell('Category')) === 'ActivityLog') management.push(managementRowOf(cell));
    else requests.push(historyRowOf(cell));
  }
  return { count: rows.length, requests, management };
}
