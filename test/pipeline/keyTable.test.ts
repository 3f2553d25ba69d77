import { expect, test } from '@jest/globals';
import { KeyTable } from '../../lib/ingestion/keyTable';
import { randomNumbers } from '../../lib/simulation/records';

test('the last keys are found with their values, signed or not, and no others', () => {
  const random = randomNumbers(4);
  const half = () => Math.floor(random() * 2 ** 32) | 0;
  const table = new KeyTable(1_000);
  const keys: { high: number; low: number }[] = [];
  for (let value = 0; value < 10_000; value += 1) {
    const [high, low] = [half(), half()];
    keys.push({ high, low });
    expect(table.get(high, low)).toBe(-1);
    table.add(high, low, value);
    const { high: earlier, low: low2 } = keys[Math.max(0, value - 999)] ?? { high, low };
    expect(table.get(earlier, low2)).toBe(Math.max(0, value - 999));
    expect(table.get(high >>> 0, low >>> 0)).toBe(value);
  }
  const [first] = keys;
  expect(table.get(first?.high ?? 0, first?.low ?? 0)).toBe(-1);
});
