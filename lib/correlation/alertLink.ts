import type { AlertDocument } from '../alerts/document';
import { NO_FACTS } from '../alerts/facts';
import { metadata as geoAnomaly } from '../detectors/geoAnomaly/metadata';
import type { AlertLink, StepKind } from '../detectors/attackChain/link';

/** Characters of an alert's sentence that its link keeps. */
const LONGEST_REASON = 400;

/** Types of alerts that are steps of chains. */
const STEPS: ReadonlyMap<string, StepKind> = new Map<string, StepKind>([
  ['AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal', 'means'],
  ['CosmosDB_SuspiciousListKeys.MaliciousScript', 'means'],
  ['CosmosDB_RoleEscalation', 'means'],
  ['CosmosDB_NetworkExposure', 'means'],
  ['CosmosDB_TorAnomaly', 'entry'],
  ['CosmosDB_SuspiciousIp', 'entry'],
  ['CosmosDB_GeoAnomaly', 'entry'],
  ['CosmosDB_AppAnomaly', 'entry'],
  ['CosmosDB_PrincipalAnomaly', 'entry'],
  ['CosmosDB_AuthAnomaly', 'entry'],
  ['CosmosDB_ImpossibleTravel', 'entry'],
  ['CosmosDB_DataExfiltrationAnomaly', 'impact'],
  ['CosmosDB_EnumerationAnomaly', 'impact'],
  ['CosmosDB_MassDeletion', 'impact'],
  ['CosmosDB_ServerScriptChange', 'impact'],
  ['CosmosDB_SqlInjection.DataExfiltration', 'impact'],
  ['CosmosDB_KeyRegeneration', 'impact'],
  ['CosmosDB_LoggingDisabled', 'impact'],
]);

/** Alerts on places that are no usual place of anybody. */
const ODD_PLACES: ReadonlySet<string> = new Set(['CosmosDB_TorAnomaly', 'CosmosDB_SuspiciousIp']);

/** True for types of alerts that may be steps of a chain. */
export function isLinking(alertType: string): boolean {
  return STEPS.has(alertType);
}

/** The alert as a link, or null where its type is no step. */
export function alertLink(alert: AlertDocument): AlertLink | null {
  const step = STEPS.get(alert.alertType);
  if (step === undefined) return null;
  const { internal, extendedProperties } = alert;
  const { new: unusual = '', alsoUnusual = '', whoRestsOn } = extendedProperties;
  const isStranger = unusual !== '' || alsoUnusual !== '';
  const newCountry = newCountryOf(alert);
  return {
    kind: 'alert',
    id: alert.id,
    step,
    accountId: alert.accountId,
    alertType: alert.alertType,
    title: alert.alertDisplayName,
    reason: alert.reason.slice(0, LONGEST_REASON),
    severity: alert.severity,
    confidence: alert.confidence,
    api: alert.api,
    // Who is new in Azure Resource Manager has not come in to the data.
    isNewcomer: isStranger && whoRestsOn === undefined,
    isStranger,
    isFromNewPlace:
      newCountry !== undefined ||
      ODD_PLACES.has(alert.alertType) ||
      /\b(?:network|country) /.test(`${unusual} ${alsoUnusual}`),
    ...(newCountry === undefined ? {} : { newCountry }),
    // Only of a script the deeds may be usual on each of its accounts.
    opening: internal.facts.accounts.length > 0 ? { kind: 'keys', readOnly: false } : null,
    startTime: internal.startTime,
    endTime: internal.endTime,
    // Without what takes room and tells a chain nothing; alerts of earlier versions lack some.
    facts: {
      ...NO_FACTS,
      ...internal.facts,
      accounts: [],
      operations: [],
      queryShapes: [],
      pendingClients: [],
    },
  };
}

function newCountryOf({ alertType, extendedProperties }: AlertDocument): string | undefined {
  return extendedProperties[alertType === geoAnomaly.id ? 'new' : 'unusualCountry'];
}
