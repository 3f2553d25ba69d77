import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { settledHistory } from '../historyCases';
import { PYTHON_SDK, requests } from '../newcomerCases';
import type { RequestSketch } from '../../simulation/records';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const settled = settledHistory();

/** Reads of containers with made-up names, two numbers an hour later from `first` on. */
const guesses = (count: number, seed: number, client: Partial<RequestSketch> = {}, first = 0) =>
  Array.from({ length: count }, (_, n) => {
    const container = `guess-${first + n}`;
    const time = CASE_TIME + Math.floor(first / 2) * HOUR + n * 1000;
    return requests(1, seed * 100 + first + n, { container, ...client }, time);
  }).flat();

const used = (container: string) => ({ container, requests: 1, responseBytes: 1 });
const other = { address: '10.1.0.5', requests: 10 };
const usingAll = {
  ...other,
  containers: Array.from({ length: 10 }, (_, n) => used(`shop/guess-${n}`)),
};
const usingAnother = { ...other, containers: [used('shop/another')] };

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
    name: 'ten by a known client, which others use, are too few to be told by that alone',
    history: settledHistory({ actors: [{}, usingAll] }),
    records: guesses(10, 43),
    expected: null,
  },
  {
    name: 'five that nobody uses, by a known client over three hours',
    history: settled,
    records: [0, 1, 2].flatMap((hour) => guesses(2, 46, {}, hour * 2).slice(0, hour === 2 ? 1 : 2)),
    expected: {
      severity: 'Low',
      occurrences: 5,
      reason: ['5 containers that nobody uses', 'nobody asked for shop/guess-0'],
    },
  },
  {
    name: 'a new part of the application brings three',
    history: settled,
    records: guesses(3, 47),
    expected: null,
  },
  {
    name: 'four on an account that had a new one two days before',
    history: settledHistory({
      actorsAt: (time) => (CASE_TIME - time < 2 * DAY ? [{}, usingAnother] : [{}]),
    }),
    records: guesses(4, 48),
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
