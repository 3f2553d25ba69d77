import type { Measure, Usual } from '../baseline';

/** Differences below these sizes mean nothing; added before the logarithm is taken. */
const FLOORS: Readonly<Record<Measure, number>> = {
  responseBytes: 65_536,
  requestBytes: 65_536,
  requests: 10,
  requestUnits: 100,
  throttled: 5,
  denied: 2,
  failed: 5,
  deleted: 5,
  metadata: 3,
  distinctContainers: 1,
  distinctDocuments: 10,
};

export function floorOf(measure: Measure): number {
  return FLOORS[measure];
}

/** The logarithm by which figures of a measure are compared: `ln(value + floor)`. */
export function logSizeOf(measure: Measure, value: number): number {
  return Math.log(value + FLOORS[measure]);
}

/** How many robust deviations a figure lies above the usual one. */
export function deviationsAbove({ measure, median, logSpread }: Usual, value: number): number {
  return (logSizeOf(measure, value) - logSizeOf(measure, median)) / logSpread;
}
