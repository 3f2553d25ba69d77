import { expect, test } from '@jest/globals';
import { MOST_GROUPS } from '../../lib/alerts/alertBound';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from '../pipeline/testPipeline';
import { DETECTORS } from '../../lib/detectors';

test('an attacker with a new address for every request raises a bounded number of alerts', async () => {
  const ids = activityIds(31);
  const records = Array.from({ length: 300 }, (_, n) =>
    dataPlaneRecord({
      time: Date.parse('2026-03-04T09:30:00Z') + n,
      account: 'shop',
      activityId: ids(),
      address: `203.0.${n % 2}.${n >> 1}`,
    }),
  );
  const store = new MemoryStore();
  const intel = '203.0.0.0/16,malicious,blocklist\n';
  const pipeline = testPipeline(store, TEST_THRESHOLDS, DETECTORS, intel);
  for (let start = 0; start < records.length; start += 60) {
    const position = { source: 'ns/hub/0', sequence: start, enqueuedTime: start };
    await pipeline.process([
      { position, records: records.slice(start, start + 60), unreadable: [] },
    ]);
  }
  const alerts = await storedAlerts(store);
  expect(alerts).toHaveLength(MOST_GROUPS + 1);
  const beyond = alerts.filter((alert) => alert.extendedProperties['bound'] !== undefined);
  expect(beyond.map((alert) => alert.occurrences)).toEqual([300 - MOST_GROUPS]);
});
