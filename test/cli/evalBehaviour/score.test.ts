import { beforeAll, describe, expect, test } from '@jest/globals';
import { score } from '../../../cli/evalBehaviour/score';
import { reportOf } from '../../../cli/evalBehaviour/report';
import type { Alert } from '../../../lib/alerts/alert';
import type { Truth } from '../../../lib/simulation/incidents/truth';
import { raisedAlert } from '../../api/alertDocuments';

const MINUTE = 60_000;
const START = Date.parse('2026-02-20T10:00:00Z');
const TOR = 'CosmosDB_TorAnomaly';
const THEFT = 'CosmosDB_DataExfiltrationAnomaly';
const ACCOUNT =
  '/subscriptions/s/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/shop';

const time = (minute: number) => new Date(START + minute * MINUTE).toISOString();

function truth(parts: Partial<Truth> = {}): Truth {
  return {
    kind: 'attack',
    name: 'extraction',
    alertTypes: [THEFT],
    plausible: [TOR],
    account: ACCOUNT,
    personality: 'shop',
    api: 'nosql',
    start: time(0),
    end: time(30),
    difficulty: 'easy',
    records: 10,
    address: '203.0.113.9',
    note: '',
    ...parts,
  };
}

let template: Alert;
beforeAll(async () => {
  template = await raisedAlert();
});
function alert(parts: Partial<Alert> = {}, address = '203.0.113.9'): Alert {
  return {
    ...template,
    alertType: THEFT,
    accountId: ACCOUNT,
    resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: ACCOUNT }],
    severity: 'Medium',
    startTimeUtc: time(2),
    endTimeUtc: time(10),
    timeGeneratedUtc: time(12),
    entities: [{ type: 'ip', address }],
    ...parts,
  };
}

const judged = (truths: readonly Truth[], alerts: readonly Alert[], from = START - MINUTE) =>
  score(truths, alerts, from, 2);

describe('an attack', () => {
  test('is found by an alert of its type, with the delay from its start', () => {
    const { attacks, wrong } = judged([truth()], [alert()]);
    expect(attacks).toMatchObject([{ found: true, noticed: true, delay: 12 * MINUTE }]);
    expect(wrong).toEqual([]);
  });

  test('is only noticed by an alert of a type that fits as well', () => {
    const { attacks, wrong } = judged([truth()], [alert({ alertType: TOR })]);
    expect(attacks).toMatchObject([{ found: false, noticed: true, delay: null }]);
    expect(wrong).toEqual([]);
  });

  test('is not found by an Informational alert', () => {
    const { attacks } = judged([truth()], [alert({ severity: 'Informational' })]);
    expect(attacks).toMatchObject([{ found: false, noticed: false }]);
  });

  test.each([
    ['another account', { accountId: `${ACCOUNT}2`, resourceIdentifiers: [] }, undefined],
    ['hours later', { startTimeUtc: time(200), endTimeUtc: time(210) }, undefined],
    ['hours before', { startTimeUtc: time(-90), endTimeUtc: time(-60) }, undefined],
    ['another client', {}, '198.51.100.1'],
    ['a type that does not fit', { alertType: 'CosmosDB_MassDeletion' }, undefined],
  ])('is missed, and the alert wrong, where it is about %s', (_, parts, address) => {
    const { attacks, wrong } = judged([truth()], [alert(parts, address)], 0);
    expect(attacks).toMatchObject([{ found: false }]);
    expect(wrong).toHaveLength(1);
  });

  test('of before the judged time counts for nothing, nor does its alert', () => {
    const { attacks, wrong } = judged([truth()], [alert()], START + 60 * MINUTE);
    expect([attacks, wrong]).toEqual([[], []]);
  });
});

describe('a decoy', () => {
  const decoy = truth({ kind: 'decoy', name: 'load-test', plausible: [] });

  test('that fires is a wrong alert', () => {
    const { decoys, wrong } = judged([decoy], [alert()]);
    expect(decoys[0]?.fired).toHaveLength(1);
    expect(wrong).toHaveLength(1);
  });

  test('does not fire where an attack at the same time explains the alert', () => {
    const { decoys, wrong } = judged([decoy, truth()], [alert()]);
    expect(decoys[0]?.fired).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test('does not fire by an Informational alert, which is counted apart', () => {
    const { decoys, wrongInformational } = judged([decoy], [alert({ severity: 'Informational' })]);
    expect(decoys[0]?.fired).toEqual([]);
    expect(wrongInformational).toHaveLength(1);
  });
});

test('the report has the shares, the rate of wrong alerts and what was missed', () => {
  const result = judged(
    [
      truth(),
      truth({
        name: 'tor-exit',
        alertTypes: [TOR],
        plausible: [],
        start: time(500),
        end: time(510),
      }),
    ],
    [alert(), alert({ startTimeUtc: time(900), endTimeUtc: time(910) })],
  );
  const text = reportOf(result, new Set([THEFT, TOR]));
  expect(text).toContain('50.0 %  (1 of 2)');
  expect(text).toContain('1, 0.50 an account and month');
  expect(text).toMatch(/Missed \(1\)\n {2}tor-exit, easy/);
});
