import { expect, test } from '@jest/globals';
import { partitionOfKey } from '../../../local/eventHubs/partitionKeyHash';

// Worked out with the hash in the buffered producer of @azure/event-hubs 6.0.4.
test.each([
  ['', 0, 0],
  ['a', 28, 220],
  ['account-17', 31, 111],
  ['exactly12byt', 1, 129],
  ['thirteen char', 20, 412],
  ['a key that is longer than two blocks', 14, 934],
  ['\u00e9', 12, 812],
  ['/subscriptions/0/cosmos', 22, 790],
])('the key "%s" leads where the client of Azure leads', (key, of32, of1000) => {
  expect(partitionOfKey(key, 32)).toBe(of32);
  expect(partitionOfKey(key, 1000)).toBe(of1000);
});
