import type { AccessEvent } from '../telemetry/event';
import { OPERATION_KINDS, type HourFigures, type OperationKind } from './hourActivity';
import { noOperations } from './operationKind';

/** Request units are summed in thousandths, so that no order of adding changes a sum. */
const UNIT_PARTS = 1000;

// Where each sum lies among the figures, which is its place in the stored form, too.
const REQUESTS = 0;
const DENIED = 1;
const THROTTLED = 2;
const FAILED = 3;
const REQUEST_BYTES = 4;
const RESPONSE_BYTES = 5;
const UNITS = 6;
const KINDS = 7;
const NOT_FOUND = KINDS + OPERATION_KINDS.length;
const LATE_BYTES = NOT_FOUND + 1;
/** Cells that the figures take. */
export const FIGURES = LATE_BYTES + 1;

const KIND_PLACES = new Map<OperationKind, number>(
  OPERATION_KINDS.map((kind, place) => [kind, KINDS + place]),
);

/**
 * Requests, denied, throttled, failed, bytes in and out, thousandths of request units, kinds, not found
 * and late bytes, which older ones lack.
 */
export type StoredFigures = readonly number[];

/*
 * Sums over requests are a run of cells that begins at a place of an array, with room for others: an
 * object for each of very many actors would cost more than to count. All are integers, so they are the
 * same in whatever order they are added.
 */

/** Adds one record, which may stand for many requests. `isLate`: in the second half of the hour. */
export function addRequest(
  cells: Float64Array,
  at: number,
  event: AccessEvent,
  kind: OperationKind,
  isLate: boolean,
): void {
  const { requests, outcome } = event;
  const responseBytes = Math.round(event.responseBytes);
  add(cells, at + REQUESTS, requests);
  if (outcome !== 'ok') {
    add(cells, at + FAILED, requests);
    if (outcome === 'denied') add(cells, at + DENIED, requests);
    else if (outcome === 'throttled') add(cells, at + THROTTLED, requests);
    else if (outcome === 'notFound') add(cells, at + NOT_FOUND, requests);
  }
  add(cells, at + REQUEST_BYTES, Math.round(event.requestBytes));
  add(cells, at + RESPONSE_BYTES, responseBytes);
  if (isLate) add(cells, at + LATE_BYTES, responseBytes);
  add(cells, at + UNITS, Math.round(event.requestUnits * UNIT_PARTS));
  add(cells, at + (KIND_PLACES.get(kind) ?? KINDS), requests);
}

/** Adds the figures that begin at `from` of another array. */
export function addFigures(
  cells: Float64Array,
  at: number,
  added: Float64Array,
  from: number,
): void {
  for (let place = 0; place < FIGURES; place += 1) add(cells, at + place, added[from + place] ?? 0);
}

export function figuresAt(cells: Float64Array, at: number): Required<HourFigures> {
  const figure = (place: number) => cells[at + place] ?? 0;
  const operations = noOperations();
  OPERATION_KINDS.forEach((kind, place) => (operations[kind] = figure(KINDS + place)));
  return {
    requests: figure(REQUESTS),
    denied: figure(DENIED),
    throttled: figure(THROTTLED),
    failed: figure(FAILED),
    notFound: figure(NOT_FOUND),
    requestBytes: figure(REQUEST_BYTES),
    responseBytes: figure(RESPONSE_BYTES),
    lateBytes: figure(LATE_BYTES),
    requestUnits: figure(UNITS) / UNIT_PARTS,
    operations,
  };
}

/** Writes stored figures to the cells; what no sum can be counts as nothing. */
export function readFigures(cells: Float64Array, at: number, stored: StoredFigures): void {
  for (let place = 0; place < FIGURES; place += 1) {
    const value = stored[place] ?? 0;
    cells[at + place] = Number.isFinite(value) && value >= 0 ? value : 0;
  }
}

export function storedFigures(cells: Float64Array, at: number): StoredFigures {
  return Array.from(cells.subarray(at, at + FIGURES));
}

function add(cells: Float64Array, at: number, value: number): void {
  cells[at] = (cells[at] ?? 0) + value;
}
