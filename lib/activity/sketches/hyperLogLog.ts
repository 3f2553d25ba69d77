/**
 * The number of distinct values behind HyperLogLog registers whose ranks go up to `rankBits + 1`:
 * the improved raw estimator, without bias tables and without a seam between small and large
 * numbers. Otmar Ertl: New cardinality estimation algorithms for HyperLogLog sketches, 2017,
 * algorithm 6.
 */
export function cardinality(registers: Uint8Array, rankBits: number): number {
  const size = registers.length;
  const withRank = new Array<number>(rankBits + 2).fill(0);
  for (const rank of registers) withRank[rank] = (withRank[rank] ?? 0) + 1;
  const share = (rank: number): number => (withRank[rank] ?? 0) / size;

  let sum = size * tau(1 - share(rankBits + 1));
  for (let rank = rankBits; rank >= 1; rank -= 1) sum = 0.5 * (sum + (withRank[rank] ?? 0));
  sum += size * sigma(share(0));
  return (size * size) / (2 * Math.LN2 * sum);
}

/** x + the sum of x^(2^k) 2^(k-1) over k from 1 on; Infinity at 1. */
function sigma(x: number): number {
  if (x === 1) return Infinity;
  let power = x;
  let weight = 1;
  let sum = x;
  for (let before = NaN; sum !== before; weight += weight) {
    power *= power;
    before = sum;
    sum += power * weight;
  }
  return sum;
}

/** (1 - x - the sum of (1 - x^(2^-k))^2 2^-k over k from 1 on) / 3. */
function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let root = x;
  let weight = 1;
  let sum = 1 - x;
  for (let before = NaN; sum !== before;) {
    root = Math.sqrt(root);
    before = sum;
    weight *= 0.5;
    sum -= (1 - root) ** 2 * weight;
  }
  return sum / 3;
}
