import type { Alert, AlertStatus, Severity } from '../../../alerts/alert';
import { accountName } from '../../../telemetry/displayNames';
import { PRODUCT } from '../../../product';
import type { Message, MessageKind } from '../../message';
import { clientsOf } from '../clients';
import { anomalyAnalyses, isBehavioural } from './anomalies';
import { attacksOf } from './attacks';
import { evidencesOf } from './evidences';

const VERSION = '1.8.0';
const CLASS = { uid: 2004, name: 'Detection Finding' } as const;
const CATEGORY = { uid: 2, name: 'Findings' } as const;
/** Of an Azure subscription, among the types of cloud accounts. */
const AZURE_SUBSCRIPTION = 13;
/** Role of a resource: what the activity was aimed at. */
const TARGET = 1;

const ACTIVITY: Readonly<Record<MessageKind, { id: number; name: string }>> = {
  Created: { id: 1, name: 'Create' },
  Updated: { id: 2, name: 'Update' },
  Closed: { id: 3, name: 'Close' },
};
const SEVERITY: Readonly<Record<Severity, number>> = {
  Informational: 1,
  Low: 2,
  Medium: 3,
  High: 4,
};
const STATUS: Readonly<Record<AlertStatus, { id: number; name: string }>> = {
  Active: { id: 1, name: 'New' },
  InProgress: { id: 2, name: 'In Progress' },
  Resolved: { id: 4, name: 'Resolved' },
  // The class has no word for what turned out to be harmless.
  Dismissed: { id: 99, name: 'Dismissed' },
};
const SUPPRESSED = { id: 3, name: 'Suppressed' } as const;

/**
 * The message as a Detection Finding of the Open Cybersecurity Schema Framework 1.8.0, with the
 * `cloud` profile. Times are epoch ms.
 * https://schema.ocsf.io/1.8.0/classes/detection_finding
 */
export function ocsf(message: Message) {
  const { alert, kind, isSample } = message;
  const activity = ACTIVITY[kind];
  const status = alert.suppressedBy === null ? STATUS[alert.status] : SUPPRESSED;
  const analyses = anomalyAnalyses(alert);
  return {
    activity_id: activity.id,
    activity_name: activity.name,
    category_uid: CATEGORY.uid,
    category_name: CATEGORY.name,
    class_uid: CLASS.uid,
    class_name: CLASS.name,
    type_uid: CLASS.uid * 100 + activity.id,
    type_name: `${CLASS.name}: ${activity.name}`,
    time: timeOf(message),
    start_time: Date.parse(alert.startTimeUtc),
    end_time: Date.parse(alert.endTimeUtc),
    count: alert.occurrences,
    severity_id: SEVERITY[alert.severity],
    severity: alert.severity,
    status_id: status.id,
    status: status.name,
    confidence_id: confidenceLevel(alert.confidence),
    confidence_score: Math.round(alert.confidence * 100),
    is_alert: true,
    message: alert.reason,
    metadata: {
      version: VERSION,
      uid: message.id,
      event_code: alert.alertType,
      profiles: ['cloud'],
      original_time: alert.endTimeUtc,
      product: { name: PRODUCT.name, vendor_name: PRODUCT.vendor, version: PRODUCT.version },
      ...(alert.continues === null ? {} : { correlation_uid: alert.continues }),
      ...(isSample ? { labels: ['sample'] } : {}),
    },
    cloud: cloudOf(alert),
    finding_info: findingInfo(message),
    ...(analyses === null ? {} : { anomaly_analyses: analyses }),
    evidences: evidencesOf(alert, clientsOf(alert)),
    remediation: { desc: alert.remediationSteps.join('\n') },
    resources: alert.resourceIdentifiers.map(({ azureResourceId }) => ({
      uid: azureResourceId,
      name: accountName(azureResourceId),
      type: 'Microsoft.DocumentDB/databaseAccounts',
      role_id: TARGET,
    })),
    unmapped: { ...alert.extendedProperties },
  };
}

function findingInfo({ alert, link, related }: Message) {
  const { detector } = alert;
  return {
    uid: alert.id,
    title: alert.alertDisplayName,
    desc: alert.description,
    types: [alert.alertType],
    created_time: Date.parse(alert.timeGeneratedUtc),
    first_seen_time: Date.parse(alert.startTimeUtc),
    last_seen_time: Date.parse(alert.endTimeUtc),
    attacks: attacksOf(alert),
    analytic: {
      uid: detector.id,
      name: alert.alertDisplayName,
      version: detector.version,
      ...(isBehavioural(alert) ? { type_id: 2, type: 'Behavioral' } : { type_id: 1, type: 'Rule' }),
    },
    ...(related.length === 0
      ? {}
      : {
          related_events: related.map((uid) => ({ uid })),
          related_events_count: related.length,
        }),
    ...(link === null ? {} : { src_url: link }),
  };
}

function cloudOf({ accountId }: Alert) {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(accountId)?.[1];
  return {
    provider: 'Azure',
    ...(subscription === undefined
      ? {}
      : {
          account: { uid: subscription, type_id: AZURE_SUBSCRIPTION, type: 'Azure Subscription' },
        }),
  };
}

function timeOf({ kind, alert }: Message): number {
  const last = alert.history.at(-1)?.at;
  return Date.parse(kind === 'Closed' && last !== undefined ? last : alert.endTimeUtc);
}

/** Low, Medium or High. */
function confidenceLevel(confidence: number): number {
  if (confidence < 0.5) return 1;
  return confidence < 0.8 ? 2 : 3;
}
