import type { AccessEvent } from '../telemetry/event';
import { OPERATION_KINDS, type HourFigures, type OperationKind } from './hourActivity';
import { addOperations, noOperations, type OperationCounts } from './operationKind';

/** Request units are summed in thousandths, so that no order of adding changes a sum. */
const UNIT_PARTS = 1000;

/**
 * Requests, denied, throttled, failed, bytes in and out, thousandths of request units, kinds, not found
 * and late bytes, which older ones lack.
 */
export type StoredFigures = readonly number[];

/** Sums over requests. All are integers, so they are the same in whatever order they are added. */
export class Figures implements HourFigures {
  requests = 0;
  denied = 0;
  throttled = 0;
  failed = 0;
  notFound = 0;
  requestBytes = 0;
  responseBytes = 0;
  lateBytes = 0;
  readonly operations: OperationCounts = noOperations();
  private unitParts = 0;

  static from(stored: StoredFigures): Figures {
    const figures = new Figures();
    const [requests, denied, throttled, failed, requestBytes, responseBytes, units, ...kinds] =
      stored.map(plausible);
    figures.requests = requests ?? 0;
    figures.denied = denied ?? 0;
    figures.throttled = throttled ?? 0;
    figures.failed = failed ?? 0;
    figures.requestBytes = requestBytes ?? 0;
    figures.responseBytes = responseBytes ?? 0;
    figures.unitParts = units ?? 0;
    OPERATION_KINDS.forEach((kind, at) => (figures.operations[kind] = kinds[at] ?? 0));
    figures.notFound = kinds[OPERATION_KINDS.length] ?? 0;
    figures.lateBytes = kinds[OPERATION_KINDS.length + 1] ?? 0;
    return figures;
  }

  get requestUnits(): number {
    return this.unitParts / UNIT_PARTS;
  }

  /** Adds one record, which may stand for many requests. */
  add(event: AccessEvent, kind: OperationKind, responseBytes: number): void {
    const { requests, outcome } = event;
    this.requests += requests;
    if (outcome !== 'ok') {
      this.failed += requests;
      if (outcome === 'denied') this.denied += requests;
      else if (outcome === 'throttled') this.throttled += requests;
      else if (outcome === 'notFound') this.notFound += requests;
    }
    this.requestBytes += Math.round(event.requestBytes);
    this.responseBytes += responseBytes;
    this.unitParts += Math.round(event.requestUnits * UNIT_PARTS);
    this.operations[kind] += requests;
  }

  merge(other: Figures): void {
    this.requests += other.requests;
    this.denied += other.denied;
    this.throttled += other.throttled;
    this.failed += other.failed;
    this.notFound += other.notFound;
    this.requestBytes += other.requestBytes;
    this.responseBytes += other.responseBytes;
    this.lateBytes += other.lateBytes;
    this.unitParts += other.unitParts;
    addOperations(this.operations, other.operations);
  }

  toStored(): StoredFigures {
    return [
      this.requests,
      this.denied,
      this.throttled,
      this.failed,
      this.requestBytes,
      this.responseBytes,
      this.unitParts,
      ...OPERATION_KINDS.map((kind) => this.operations[kind]),
      this.notFound,
      this.lateBytes,
    ];
  }
}

/** What no sum can be counts as nothing. */
function plausible(value: number): number {
  return Number.isFinite(value) && value >= 0 ? value : 0;
}
