import { accountResource } from '../../simulation/records';
import { CASE_TIME, type DetectorCase } from '../detectorCase';
import {
  activityRecord,
  controlPlaneRecord,
  FAR_AWAY,
  inRestShape,
  managedHistory,
  STRANGER,
  USUAL_STATES,
} from '../managementCases';

const history = managedHistory();
const SETTING = '/providers/Microsoft.Insights/diagnosticSettings/to-hub';
const SUBSCRIPTION = accountResource('shop').split('/', 3).join('/');
const setting = (enabled: boolean, sketch = {}) =>
  activityRecord({
    operation: 'Microsoft.Insights/diagnosticSettings/write',
    target: SETTING,
    body: JSON.stringify({
      properties: {
        logs: [
          { category: 'DataPlaneRequests', enabled },
          { category: 'QueryRuntimeStatistics', enabled: true },
        ],
      },
    }),
    ...sketch,
  });
const written = (categories: readonly string[], name = 'to-hub') =>
  activityRecord({
    operation: 'Microsoft.Insights/diagnosticSettings/write',
    target: SETTING.replace('to-hub', name),
    body: { properties: { logs: categories.map((category) => ({ category, enabled: true })) } },
  });
const deleted = (sketch = {}) =>
  activityRecord({
    operation: 'Microsoft.Insights/diagnosticSettings/delete',
    target: SETTING,
    ...sketch,
  });

/** An account whose setting was replaced before by the service that changes its logging. */
const replaced = managedHistory([...USUAL_STATES, 'exports to-hub deleted']);
const BY_SERVICE = { isService: true };
const LATER = CASE_TIME + 7_200_000;

export const cases: readonly DetectorCase[] = [
  {
    name: 'a diagnostic setting deleted by a stranger',
    history,
    records: [deleted(STRANGER)],
    expected: { severity: 'High', occurrences: 1, reason: ['setting deleted', 'm.keller'] },
  },
  {
    name: 'a setting replaced by the service that did so before',
    history: replaced,
    records: [deleted(BY_SERVICE), setting(true, { ...BY_SERVICE, time: CASE_TIME + 25_000 })],
    watchedAt: LATER,
    expected: { severity: 'Informational', occurrences: 1, reason: ['setting deleted'] },
  },
  {
    name: 'the same, told in the other order',
    history: replaced,
    records: [setting(true, { ...BY_SERVICE, time: CASE_TIME + 25_000 }), deleted(BY_SERVICE)],
    watchedAt: LATER,
    expected: { severity: 'Informational', occurrences: 1, reason: ['setting deleted'] },
  },
  {
    name: 'a setting deleted by this service and not put back',
    history: replaced,
    records: [setting(true, { ...BY_SERVICE, time: CASE_TIME - 25_000 }), deleted(BY_SERVICE)],
    watchedAt: LATER,
    expected: { severity: 'Medium', occurrences: 1, reason: ['not written again'] },
  },
  {
    name: 'a setting replaced for the first time, by a service that does other things here',
    history: managedHistory(undefined, ['keyListing']),
    records: [deleted(BY_SERVICE), setting(true, { ...BY_SERVICE, time: CASE_TIME + 25_000 })],
    watchedAt: LATER,
    expected: { severity: 'Informational', occurrences: 1, reason: ['this identity'] },
  },
  {
    name: 'the same, from where it never was',
    history: managedHistory(undefined, ['keyListing']),
    records: [deleted({ ...BY_SERVICE, address: FAR_AWAY })],
    expected: { severity: 'High', occurrences: 1, reason: ['country'] },
  },
  {
    name: 'a setting replaced by a stranger',
    history: replaced,
    records: [deleted(STRANGER), setting(true, { ...STRANGER, time: CASE_TIME + 25_000 })],
    expected: { severity: 'High', occurrences: 1, reason: ['setting deleted'] },
  },
  {
    name: 'deleted on an account of which nothing is known, category Delete, over IPv6',
    records: [inRestShape(deleted({ category: 'Delete', address: '2001:db8::7' }))],
    expected: { severity: 'Medium', occurrences: 1, reason: ['2001:db8::7'] },
  },
  {
    name: 'a category switched off',
    history,
    records: [setting(false)],
    expected: { severity: 'Medium', occurrences: 1, reason: ['DataPlaneRequests off'] },
  },
  {
    name: 'a setting written again without one of its categories',
    history,
    records: [written(['QueryRuntimeStatistics'])],
    expected: {
      severity: 'Medium',
      occurrences: 1,
      reason: ['DataPlaneRequests left out of the diagnostic setting to-hub'],
    },
  },
  {
    name: 'a setting written again without any category',
    history,
    records: [written([])],
    expected: { severity: 'Medium', occurrences: 1, reason: ['QueryRuntimeStatistics left out'] },
  },
  {
    name: 'another setting, with one of the categories',
    history,
    records: [written(['QueryRuntimeStatistics'], 'to-storage')],
    expected: null,
  },
  {
    name: 'a setting written again with a group of categories for each single one',
    history,
    records: [
      activityRecord({
        operation: 'Microsoft.Insights/diagnosticSettings/write',
        target: SETTING,
        body: { properties: { logs: [{ categoryGroup: 'allLogs', enabled: true }] } },
      }),
    ],
    expected: null,
  },
  {
    name: 'a trace switched off on the account itself',
    history,
    records: [
      controlPlaneRecord({
        operationName: 'AccountUpdateComplete',
        properties: { EnableDataPlaneRequestsTrace: 'False' },
      }),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['trace turned off'] },
  },
  {
    name: 'full query text turned off',
    history,
    records: [
      activityRecord({
        operation: 'write',
        body: { properties: { diagnosticLogSettings: { enableFullTextQuery: 'False' } } },
      }),
    ],
    expected: { severity: 'Low', occurrences: 1, reason: ['full query texts'] },
  },
  {
    name: "Defender's plan given up for the subscription",
    history,
    records: [
      activityRecord({
        operation: 'Microsoft.Security/pricings/write',
        resourceId: SUBSCRIPTION,
        target: '/providers/Microsoft.Security/pricings/CosmosDbs',
        body: { properties: { pricingTier: 'Free' } },
      }),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ["Defender's plan"] },
  },
  {
    name: 'Defender turned off for the account',
    history,
    records: [
      activityRecord({
        operation: 'Microsoft.Security/advancedThreatProtectionSettings/write',
        target: '/providers/Microsoft.Security/advancedThreatProtectionSettings/current',
        body: { properties: { isEnabled: false } },
      }),
    ],
    expected: { severity: 'Medium', occurrences: 1, reason: ['Defender turned off'] },
  },
  {
    name: 'alerts of Defender suppressed in the subscription',
    records: [
      activityRecord({
        operation: 'Microsoft.Security/alertsSuppressionRules/write',
        resourceId: SUBSCRIPTION,
        target: '/providers/Microsoft.Security/alertsSuppressionRules/quiet',
      }),
    ],
    expected: { severity: 'Low', occurrences: 1, reason: ['suppression rule'] },
  },
  {
    name: 'a setting written with all it had',
    history,
    records: [setting(true, STRANGER)],
    expected: null,
  },
  {
    name: 'a deletion that failed',
    history,
    records: [deleted({ ...STRANGER, result: 'Failure' })],
    expected: null,
  },
  {
    name: 'another plan of Defender',
    history,
    records: [
      activityRecord({
        operation: 'Microsoft.Security/pricings/write',
        resourceId: SUBSCRIPTION,
        target: '/providers/Microsoft.Security/pricings/VirtualMachines',
        body: { properties: { pricingTier: 'Free' } },
      }),
    ],
    expected: null,
  },
];
