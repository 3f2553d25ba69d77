import { describe, expect, test } from '@jest/globals';
import type { Alert } from '../../../lib/alerts/alert';
import { ocsf } from '../../../lib/delivery/formats/ocsf/finding';
import type { MessageKind } from '../../../lib/delivery/message';
import { message } from '../support';
import { ocsfProblems } from './validate';

const VOLUME = {
  baselineStage: 'established',
  historyDays: '30',
  volume: '80.1 MB',
  value: '80100000',
  actor: 'key primaryMasterKey python',
  usualMedian: '1000',
  usualPercentile99: '3100000',
  usualLargest: '5000000',
  comparedWith: 'the 27-day 99th percentile of this client is 3.1 MB over 19 days',
};
const NOVELTY = { baselineStage: 'established', historyDays: '30', new: 'BR', usual: 'DE and NL' };

const SILENCE = { silentMinutes: '73', usualPauseMinutes: '15', historyDays: '3' };

async function finding(change: Partial<Alert> = {}, kind: MessageKind = 'Created') {
  // As a receiver reads it.
  return JSON.parse(JSON.stringify(ocsf(await message(change, kind)))) as Record<string, unknown>;
}

const CHANGES: readonly Partial<Alert>[] = [
  {},
  { extendedProperties: VOLUME },
  { extendedProperties: NOVELTY },
  { extendedProperties: SILENCE },
  { extendedProperties: { baselineStage: 'new' } },
  { extendedProperties: { relatedAlerts: 'a, b', sample: 'true' } },
  { techniques: ['T1078.004', 'T1530'], confidence: 0.2 },
  { techniques: [], severity: 'Informational', confidence: 1 },
  { status: 'Resolved' },
  { status: 'Dismissed', severity: 'High' },
  { status: 'InProgress', suppressedBy: 'rule' },
  {
    supportingEvidence: {
      type: 'activity',
      addresses: ['203.0.113.7', '2001:db8::1', 'no address'],
      countries: ['NL', 'BR'],
      principals: ['entra x'],
      containers: ['shop/orders'],
      operations: ['Read'],
    },
  },
  { supportingEvidence: { type: 'nothing' } },
  { accountId: '/subscriptions/00000000-0000-0000-0000-000000000000' },
];

describe.each<MessageKind>(['Created', 'Updated', 'Closed'])('%s', (kind) => {
  test.each(CHANGES.map((change, n) => [n, change] as const))(
    'alert %i is a Detection Finding',
    async (_, change) => {
      expect(ocsfProblems(await finding(change, kind))).toEqual([]);
    },
  );
});

test('class, activity and type agree', async () => {
  const kinds = { Created: 1, Updated: 2, Closed: 3 } as const;
  for (const [kind, activity] of Object.entries(kinds)) {
    // The keys of the object are the kinds.
    expect(await finding({}, kind as MessageKind)).toMatchObject({
      category_uid: 2,
      class_uid: 2004,
      activity_id: activity,
      type_uid: 200_400 + activity,
    });
  }
});

test('behaviour is set against its baseline', async () => {
  expect(await finding({ extendedProperties: VOLUME })).toMatchObject({
    finding_info: { analytic: { type_id: 2 } },
    anomaly_analyses: [
      {
        analysis_targets: [{ name: VOLUME.actor }],
        anomalies: [{ observations: [{ value: '80.1 MB' }] }],
        baselines: [
          {
            observations: [{ value: '1000' }, { value: '3100000' }, { value: '5000000' }],
            observed_pattern: VOLUME.comparedWith,
          },
        ],
      },
    ],
  });
  expect(await finding({ extendedProperties: NOVELTY })).toMatchObject({
    anomaly_analyses: [
      {
        anomalies: [{ observations: [{ value: 'BR' }] }],
        baselines: [{ observations: [{ value: 'DE and NL' }] }],
      },
    ],
  });
});

test('a silence is set against the usual pause', async () => {
  expect(await finding({ extendedProperties: SILENCE })).toMatchObject({
    finding_info: { analytic: { type_id: 2 } },
    anomaly_analyses: [
      {
        anomalies: [{ observation_type: 'minutes of silence', observations: [{ value: '73' }] }],
        baselines: [{ observations: [{ value: '15' }], observed_pattern: 'learned over 3 days' }],
      },
    ],
  });
});

test('a rule has no anomaly', async () => {
  const found = await finding();
  expect(found).toMatchObject({ finding_info: { analytic: { type_id: 1 } } });
  expect(found).not.toHaveProperty('anomaly_analyses');
});

test('the checker finds what is wrong', async () => {
  const good = await finding({ extendedProperties: VOLUME });
  const wrong = (change: Record<string, unknown>) => ocsfProblems({ ...good, ...change });
  expect(wrong({ severity_id: 7 })).toEqual(['.severity_id may not be 7']);
  expect(wrong({ class_uid: 2003 })).toEqual(['.class_uid may not be 2003']);
  expect(wrong({ time: 1_700_000_000 })).toEqual(['.time is no timestamp']);
  expect(wrong({ nonsense: 1 })).toEqual(['.nonsense is not known']);
  expect(wrong({ finding_info: {} })).toEqual(['.finding_info.uid is missing']);
  expect(wrong({ anomaly_analyses: [{}] })).toHaveLength(2);
  expect(wrong({ is_suspected_breach: true })).toEqual([
    '.is_suspected_breach needs the profile incident',
  ]);
  expect(wrong({ evidences: [{ name: 'x' }] })).toHaveLength(1);
});
