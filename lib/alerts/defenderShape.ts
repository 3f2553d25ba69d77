import type { Alert } from './alert';

/** The nesting of Microsoft.Security/locations/alerts, version 2022-01-01. */
const VERSION = '2022-01-01';

/**
 * An alert as Defender's API gives it, so that playbooks written for it work.
 * @param alertUri where the alert is found
 */
export function defenderShape(alert: Alert, alertUri: string) {
  const { id, accountId } = alert;
  const subscription = /^\/subscriptions\/[^/]+/.exec(accountId)?.[0] ?? '';
  const group = /\/resourcegroups\/[^/]+/.exec(accountId)?.[0] ?? '';
  return {
    id: `${subscription}${group}/providers/Microsoft.Security/locations/centralus/alerts/${id}`,
    name: id,
    type: 'Microsoft.Security/Locations/alerts',
    properties: {
      version: VERSION,
      alertType: alert.alertType,
      systemAlertId: id,
      productComponentName: 'Cosmos DB',
      alertDisplayName: alert.alertDisplayName,
      description: alert.description,
      severity: alert.severity,
      intent: alert.intent,
      startTimeUtc: alert.startTimeUtc,
      endTimeUtc: alert.endTimeUtc,
      timeGeneratedUtc: alert.timeGeneratedUtc,
      processingEndTimeUtc: alert.timeGeneratedUtc,
      resourceIdentifiers: alert.resourceIdentifiers,
      remediationSteps: alert.remediationSteps,
      vendorName: 'Cosmos Warden',
      productName: 'Cosmos Warden',
      status: alert.status,
      extendedLinks: [],
      alertUri,
      entities: alert.entities,
      isIncident: false,
      correlationKey: alert.continues ?? id,
      extendedProperties: { ...alert.extendedProperties, reason: alert.reason },
      compromisedEntity: alert.compromisedEntity,
      techniques: alert.techniques,
      subTechniques: alert.techniques.filter((technique) => technique.includes('.')),
      supportingEvidence: alert.supportingEvidence,
    },
  };
}
