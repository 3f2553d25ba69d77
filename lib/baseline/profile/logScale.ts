import type { Measure } from '../baseline';

/**
 * Figures as one byte. Code b stands for `(1.08^b - 1) / 0.08` units, rounded: steps of one unit at
 * first and of 8 % further up, so off by at most 4 % and a unit, up to 4.2e9 units.
 */
const STEP = 0.08;
const LOG_STEP = Math.log1p(STEP);
const LARGEST_CODE = 255;

/** Bytes are told to the KiB: less than that matters to nobody. */
const BYTES_UNIT = 1024;

const COUNTS = scaleOf(1);
const BYTES = scaleOf(BYTES_UNIT);

/** The figures that the codes of a measure stand for, by code. */
export function scaleFor(measure: Measure): Float64Array {
  return isBytes(measure) ? BYTES : COUNTS;
}

/** The code of a figure; only 0 has code 0. */
export function codeOf(measure: Measure, value: number): number {
  if (value <= 0) return 0;
  const units = isBytes(measure) ? value / BYTES_UNIT : value;
  const code = Math.round(Math.log1p(STEP * units) / LOG_STEP);
  return Math.min(Math.max(code, 1), LARGEST_CODE);
}

function isBytes(measure: Measure): boolean {
  return measure === 'responseBytes' || measure === 'requestBytes';
}

function scaleOf(unit: number): Float64Array {
  return Float64Array.from(
    { length: LARGEST_CODE + 1 },
    (_, code) => unit * Math.round(Math.expm1(code * LOG_STEP) / STEP),
  );
}
