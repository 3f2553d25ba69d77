import { describe, expect, test } from '@jest/globals';
import { toSummary, type AlertSummary } from '../../lib/alerts/summary';
import { accountsAtRisk, timeSlots } from '../../web/overview/alertCounts';
import { sortAlerts } from '../../web/alerts/sortAlerts';
import { raisedAlert, variation } from '../api/alertDocuments';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-22T12:30:00Z');

async function alerts(changes: readonly Partial<AlertSummary>[]): Promise<AlertSummary[]> {
  const raised = await raisedAlert();
  return changes.map((change, n) => ({ ...toSummary(variation(raised, n)), ...change }));
}

describe('alerts over time', () => {
  test('stand in the slot in which they began', async () => {
    const all = await alerts([
      { startTimeUtc: '2026-11-22T12:01:00Z', severity: 'High' },
      { startTimeUtc: '2026-11-22T12:59:00Z', severity: 'Low' },
      { startTimeUtc: '2026-11-22T11:59:59Z', severity: 'High' },
      { startTimeUtc: '2026-11-21T11:59:59Z', severity: 'High' },
    ]);
    const slots = timeSlots(all, { now: NOW, span: 3 * HOUR, slot: HOUR });
    expect(slots.map(({ start }) => new Date(start).getUTCHours())).toEqual([10, 11, 12]);
    expect(slots.map(({ counts }) => counts.High)).toEqual([0, 1, 1]);
    expect(slots.map(({ counts }) => counts.Low)).toEqual([0, 0, 1]);
  });
});

describe('accounts at risk', () => {
  test('are those with open alerts, the worst first', async () => {
    const all = await alerts([
      { accountId: '/a', severity: 'Low' },
      { accountId: '/a', severity: 'Low' },
      {
        accountId: '/b',
        severity: 'High',
        status: 'InProgress',
        endTimeUtc: '2026-01-01T00:00:00Z',
      },
      { accountId: '/b', severity: 'Low', endTimeUtc: '2026-01-02T00:00:00Z' },
      { accountId: '/c', severity: 'High', status: 'Resolved' },
    ]);
    expect(accountsAtRisk(all)).toMatchObject([
      { accountId: '/b', counts: { High: 1, Low: 1 }, lastSeenUtc: '2026-01-02T00:00:00Z' },
      { accountId: '/a', counts: { High: 0, Low: 2 } },
    ]);
  });
});

describe('another order', () => {
  test('is that of severity, then the newest first', async () => {
    const all = await alerts([
      { severity: 'Low', timeGeneratedUtc: '3' },
      { severity: 'High', timeGeneratedUtc: '1' },
      { severity: 'High', timeGeneratedUtc: '2' },
    ]);
    const times = (sort: Parameters<typeof sortAlerts>[1]) =>
      sortAlerts(all, sort).map(({ timeGeneratedUtc }) => timeGeneratedUtc);
    expect(times('severity')).toEqual(['2', '1', '3']);
    expect(times('newest')).toEqual(['3', '1', '2']);
  });
});
