import { expect, test } from '@jest/globals';
import { ProgressBar, progressText } from '../../cli/progress';

function drawn(isTTY: boolean): string[] {
  const writes: string[] = [];
  let now = 0;
  const bar = new ProgressBar({ isTTY, write: (text) => writes.push(text) }, () => now);
  bar.total(1000);
  for (now = 0; now < 1000; now += 10) bar.advance(10);
  bar.finish();
  return writes;
}

test('a terminal sees at most ten updates a second, and an empty line in the end', () => {
  const writes = drawn(true);
  expect(writes).toHaveLength(11);
  expect(writes.at(-1)).toBe('\r\u001b[K');
});

test('anything else sees nothing', () => {
  expect(drawn(false)).toEqual([]);
});

test('without a total the bar shows bytes', () => {
  expect(progressText(2_500_000, 0)).toBe('2.5 MB read');
  expect(progressText(500_000, 1_000_000)).toContain(' 50 % of 1.0 MB');
});
