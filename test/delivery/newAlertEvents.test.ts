import { expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { newAlertEvents } from '../../lib/delivery/newAlertEvents';
import { raisedAlert, variation } from '../api/alertDocuments';
import { HOUR, NOW } from './support';

const raised = raisedAlert();

async function alert(change: Partial<AlertDocument> = {}): Promise<AlertDocument> {
  return variation(await raised, 1, { timeGeneratedUtc: new Date(NOW).toISOString(), ...change });
}

test('a new alert is told by what it is, not by who did it', async () => {
  const document = await alert();
  const [event, ...more] = newAlertEvents([document], NOW + HOUR / 2);
  expect(more).toEqual([]);
  expect(event).toEqual({
    event: 'alert',
    id: document.id,
    alertType: 'CosmosDB_TorAnomaly',
    title: document.alertDisplayName,
    severity: document.severity,
    account: document.accountId,
    sample: false,
  });
});

test('what is old, closed, hidden or tried out is not told', async () => {
  const detector = { ...(await alert()).detector, maturity: 'sandbox' as const };
  const changed = await Promise.all([
    alert({ timeGeneratedUtc: new Date(NOW - HOUR).toISOString() }),
    alert({ status: 'Resolved' }),
    alert({ suppressedBy: 'rule' }),
    alert({ detector }),
  ]);
  expect(newAlertEvents(changed, NOW)).toEqual([]);
});

test('samples say that they are samples', async () => {
  const { extendedProperties } = await alert();
  const sample = await alert({ extendedProperties: { ...extendedProperties, sample: 'true' } });
  expect(newAlertEvents([sample], NOW)).toMatchObject([{ sample: true }]);
});
