import { LogsAnswerError } from './logsReader';

/** The columns of an answer. */
export const COLUMNS = [
  'Account',
  'Hour',
  'Category',
  'Legacy',
  'IsTold',
  'EntraId',
  'PermissionId',
  'TokenType',
  'Address',
  'UserAgent',
  'Database',
  'Container',
  'FirstSeen',
  'LastSeen',
  'Operations',
] as const;
export type Column = (typeof COLUMNS)[number];

/** The cells of one row. */
export type Cells = (name: Column) => unknown;

/** Epoch ms. @throws LogsAnswerError */
export function timeIn(value: unknown): number {
  const time = value instanceof Date ? value.getTime() : NaN;
  if (Number.isNaN(time)) throw new LogsAnswerError(`not a time: ${String(value)}`);
  return time;
}

/** The list of lists that `pack_array` made, in the order of the query. @throws LogsAnswerError */
export function operationsIn(operations: unknown): readonly (readonly unknown[])[] {
  if (!Array.isArray(operations)) throw new LogsAnswerError('operations are no list');
  return operations.map((entry: unknown) => {
    if (!Array.isArray(entry)) throw new LogsAnswerError('an operation is no list');
    // Array.isArray leaves the elements untyped.
    return entry as readonly unknown[];
  });
}
