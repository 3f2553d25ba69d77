import * as z from 'zod';
import { badRequest } from '../cosmosError';
import type { JsonObject } from '../json';
import { compareValues, valueAtKeys } from './comparison';

/** One ORDER BY item as the engine passes it: the path with the alias first, and whether it descends. */
export type SortOrder = readonly [keys: readonly string[], descending: boolean];

/** What the engine gives for a document: the projected result and the row it was made from. */
export type ProjectedRow = readonly [result: unknown, row: unknown];

export type RowId = (row: unknown) => string;

export interface Page {
  readonly result: unknown[];
  readonly continuation: string | undefined;
}

interface Position {
  readonly values: readonly unknown[];
  readonly rid: string;
}

/** Rows in ORDER BY order; ties, and rows without ORDER BY, in order of creation. */
export function sortRows(rows: readonly unknown[], idOf: RowId, orders: readonly SortOrder[]) {
  if (orders.length === 0) return rows;
  return rows
    .map((row) => ({ row, position: positionOf(row, idOf, orders) }))
    .sort((a, b) => comparePositions(a.position, b.position, orders))
    .map(({ row }) => row);
}

/**
 * One page of sorted rows. A continuation is the place of the last row sent, not a count: rows that are
 * deleted or added between two pages shift nothing.
 */
export function pageOf(
  rows: readonly ProjectedRow[],
  maxItemCount: number,
  continuation: string | undefined,
  idOf: RowId,
  orders: readonly SortOrder[],
): Page {
  let rest = rows.filter(([result]) => result !== undefined);
  if (continuation !== undefined) {
    const last = decode(continuation);
    rest = rest.filter(
      ([, row]) => comparePositions(positionOf(row, idOf, orders), last, orders) > 0,
    );
  }
  const page = maxItemCount < 0 ? rest : rest.slice(0, maxItemCount);
  const last = page.at(-1);
  const more = last !== undefined && page.length < rest.length;
  return {
    result: page.map(([result]) => result),
    continuation: more ? encode(positionOf(last[1], idOf, orders)) : undefined,
  };
}

/** The documents, in order of creation, that come after the last one sent of a query without ORDER BY. */
export function documentsAfter(
  documents: readonly JsonObject[],
  continuation: string,
): readonly JsonObject[] {
  const { rid } = decode(continuation);
  let low = 0;
  let high = documents.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareValues(documents[middle]?._rid, rid) > 0) high = middle;
    else low = middle + 1;
  }
  return documents.slice(low);
}

function positionOf(row: unknown, idOf: RowId, orders: readonly SortOrder[]): Position {
  return { values: orders.map(([keys]) => valueAtKeys(row, keys)), rid: idOf(row) };
}

function comparePositions(a: Position, b: Position, orders: readonly SortOrder[]): number {
  for (const [index, [, descending]] of orders.entries()) {
    const order = compareValues(a.values[index], b.values[index]);
    if (order !== 0) return descending ? -order : order;
  }
  return compareValues(a.rid, b.rid);
}

/** Values are wrapped in arrays, because JSON has no undefined. */
const tokenSchema = z.object({ values: z.array(z.array(z.unknown()).max(1)), rid: z.string() });

function encode({ values, rid }: Position): string {
  const wrapped = values.map((value) => (value === undefined ? [] : [value]));
  return Buffer.from(JSON.stringify({ values: wrapped, rid })).toString('base64');
}

function decode(token: string): Position {
  try {
    const json: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    const { values, rid } = tokenSchema.parse(json);
    return { values: values.map(([value]) => value), rid };
  } catch {
    throw badRequest('Invalid Continuation Token.');
  }
}
