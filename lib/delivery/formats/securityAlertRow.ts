import { PRODUCT } from '../../product';
import type { Message } from '../message';

/**
 * A row for a custom table with the columns of Microsoft Sentinel's SecurityAlert, and some of ours.
 * https://learn.microsoft.com/azure/azure-monitor/reference/tables/securityalert
 */
export function securityAlertRow({ id, kind, alert, link, related, isSample }: Message) {
  return {
    // The table keeps every message; the newest revision of an alert is what it is now.
    TimeGenerated: alert.endTimeUtc,
    DisplayName: alert.alertDisplayName,
    AlertName: alert.alertDisplayName,
    AlertSeverity: alert.severity,
    AlertType: alert.alertType,
    Description: alert.reason,
    ProviderName: PRODUCT.name,
    VendorName: PRODUCT.vendor,
    ProductName: PRODUCT.name,
    SystemAlertId: alert.id,
    VendorOriginalId: id,
    ResourceId: alert.accountId,
    CompromisedEntity: alert.compromisedEntity,
    ConfidenceScore: alert.confidence,
    StartTime: alert.startTimeUtc,
    EndTime: alert.endTimeUtc,
    ProcessingEndTime: alert.timeGeneratedUtc,
    Status: alert.status,
    Tactics: alert.intent,
    Techniques: JSON.stringify(alert.techniques),
    RemediationSteps: JSON.stringify(alert.remediationSteps),
    Entities: JSON.stringify(alert.entities),
    ExtendedProperties: JSON.stringify(alert.extendedProperties),
    AlertLink: link ?? '',
    IsIncident: false,
    Change: kind,
    Revision: alert.revision,
    Occurrences: alert.occurrences,
    RelatedAlerts: JSON.stringify(related),
    IsSample: isSample,
  };
}
