import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { PYTHON_SDK, requests } from '../newcomerCases';
import type { RequestSketch } from '../../simulation/records';

const settled = settledHistory();

/** Reads of containers with made-up names. */
const guesses = (count: number, seed: number, client: Partial<RequestSketch> = {}) =>
  Array.from({ length: count }, (_, n) =>
    requests(1, seed * 100 + n, { container: `guess-${n}`, ...client }, CASE_TIME + n * 1000),
  ).flat();

export const cases: readonly DetectorCase[] = [
  {
    name: 'thirty containers by a client that uses one',
    history: settled,
    records: guesses(30, 41),
    expected: {
      severity: 'Medium',
      occurrences: 30,
      reason: ['30 different containers asked for', '10.1.0.4', 'single clients here'],
    },
  },
  {
    name: 'nine by a stranger',
    history: settled,
    records: guesses(9, 42, { address: '203.0.113.9', userAgent: PYTHON_SDK }),
    expected: { severity: 'Medium', occurrences: 9, reason: ['9 different', 'never seen here'] },
  },
  {
    name: 'ten by a known client are too few to be told by that alone',
    history: settled,
    records: guesses(10, 43),
    expected: null,
  },
  {
    name: 'thirty by a client that asks for as many every day',
    history: settledHistory({ actors: [{ distinctContainers: 30 }] }),
    records: guesses(30, 44),
    expected: null,
  },
  {
    name: 'nothing is known of the account',
    records: guesses(30, 45),
    expected: null,
  },
];
