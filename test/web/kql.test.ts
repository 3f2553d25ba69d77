import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../lib/alerts/alert';
import { toAlert } from '../../lib/alerts/document';
import { DETECTORS } from '../../lib/detectors';
import { raiseSamples } from '../../lib/samples/sampleAlerts';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { kqlOf } from '../../web/alert/kql';
import { raisedAlert } from '../api/alertDocuments';

let tor: Alert;
beforeAll(async () => {
  tor = toAlert(await raisedAlert());
});

const withEvidence = (change: Record<string, unknown>): Alert => ({
  ...tor,
  supportingEvidence: { ...tor.supportingEvidence, ...change },
});

describe('KQL for the records of an alert', () => {
  test('asks for the time, the account and the client', () => {
    expect(kqlOf(tor).split('\n')).toEqual([
      'union isfuzzy=true withsource=Table CDBDataPlaneRequests',
      '| where TimeGenerated between (datetime(2026-11-22T10:00:00Z) .. datetime(2026-11-22T10:02:01Z))',
      `| where _ResourceId in~ ("${tor.accountId}")`,
      expect.stringMatching(/^\| where strcat\(DatabaseName, "\/", CollectionName\) in \("/),
      '| where ClientIpAddress in ("198.51.100.77")',
      expect.stringMatching(/^\| where AuthTokenType =~ "\w+" or KeyType =~ "\w+"$/),
      '| sort by TimeGenerated asc',
    ]);
  });

  test('a list that may be cut does not narrow it', () => {
    const addresses = Array.from({ length: 20 }, (_, n) => `192.0.2.${n}`);
    expect(kqlOf(withEvidence({ addresses, containers: [] }))).not.toMatch(/192\.0\.2|strcat/);
  });

  test('nothing from a log can end a text', () => {
    const hostile = ['"); CDBDataPlaneRequests //', 'a\\', 'b\nc', "\u2028'"];
    const kql = kqlOf(
      withEvidence({ addresses: hostile, principals: hostile.map((id) => `key ${id}`) }),
    );
    // Texts apart, what is left is the same as ever.
    const bare = (text: string) => text.replace(/"[^"\\\n]*(?:\\u[0-9a-f]{4}[^"\\\n]*)*"/g, '""');
    expect(bare(kql)).not.toMatch(/\/\/|\\|\u2028/);
    expect(bare(kql).split('\n')).toHaveLength(kqlOf(tor).split('\n').length);
  });

  test('every type of alert has one, over the tables of its log', async () => {
    const alertTypes = DETECTORS.map(({ metadata }) => metadata.id);
    const request = { alertTypes, account: null };
    const samples = await raiseSamples(
      new MemoryStore(),
      request,
      Date.parse('2026-11-22T12:00:00Z'),
    );
    for (const alert of samples.map(toAlert)) {
      const tables = kqlOf(alert).match(/CDB\w+|AzureActivity/g) ?? [];
      expect([alert.alertType, tables.length > 0]).toEqual([alert.alertType, true]);
      const isOfManagement =
        alert.entities.length > 0 && /ListKeys|Regeneration/.test(alert.alertType);
      if (isOfManagement) expect(tables).toContain('AzureActivity');
    }
  }, 60_000);
});
