import { describe, expect, test } from '@jest/globals';
import { ConfiguredSink } from '../../lib/delivery/configuredSink';
import { accepts } from '../../lib/delivery/filter';
import { sinkSettingsSchema } from '../../lib/delivery/sinkSettings';
import { DEFAULT_CLOUD } from '../../lib/cloud';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { dueAlert, NOW } from './support';

const MAIL = { from: 'warden@example.com', to: ['oncall@example.com'] };
const SINKS = {
  eventGrid: { endpoint: 'https://topic.example.com' },
  eventHub: { eventHub: 'alerts', namespace: 'siem.example.com' },
  logAnalytics: { endpoint: 'https://logs.example.com', ruleId: 'dcr-0011' },
  smtp: { ...MAIL, host: 'mail.example.com' },
  azureEmail: { ...MAIL, endpoint: 'https://mail.example.com' },
  webhook: { url: 'https://hook.example.com' },
};

/** The sink as the app makes it of its settings. */
function sinkOf(type: string, settings: object): ConfiguredSink {
  const [parsed] = sinkSettingsSchema.parse([{ type, ...settings }]);
  if (parsed === undefined) throw new Error('no settings');
  const ports = {
    store: new MemoryStore(),
    credential: () => Promise.reject(new Error('nobody asks')),
    cloud: DEFAULT_CLOUD,
    appUrl: null,
    now: () => NOW,
  };
  return new ConfiguredSink(parsed, ports, () => Promise.reject(new Error('nobody sends')));
}

describe.each(Object.entries(SINKS))('%s', (type, needed) => {
  test('takes what each of its filters lets through, and nothing else', async () => {
    const alert = await dueAlert(1, { severity: 'Medium' });
    const isTaken = (filter: object) =>
      accepts(sinkOf(type, { ...needed, ...filter }).filter, alert);
    const any = { minimumSeverity: 'Informational' };
    const group = alert.accountId.replace(/\/providers\/.*/, '');
    const taken = [
      any,
      { minimumSeverity: 'Medium' },
      { ...any, alertTypes: ['CosmosDB_MassDeletion', alert.alertType] },
      { ...any, accounts: ['SHOP'] },
      { ...any, accounts: [group.toUpperCase()] },
    ];
    const kept = [
      { minimumSeverity: 'High' },
      { ...any, alertTypes: ['CosmosDB_MassDeletion'] },
      { ...any, accounts: ['sho'] },
      // Another group, whose name begins with this one's.
      { ...any, accounts: [group.slice(0, -1)] },
      { ...any, accounts: ['shop'], alertTypes: ['CosmosDB_MassDeletion'] },
    ];
    expect(taken.map(isTaken)).toEqual(taken.map(() => true));
    expect(kept.map(isTaken)).toEqual(kept.map(() => false));
  });
});
