import { isJsonObject, textOf, type JsonObject } from './fields';

/**
 * Operations on a subscription as a whole that weaken what watches its accounts: its diagnostic
 * settings (the Activity Log itself), Defender's plans and Defender's suppression rules; and roles
 * given over all accounts of the subscription or of a resource group.
 */
const WATCHED =
  /^microsoft\.(authorization\/roleassignments\/write|(insights\/diagnosticsettings|security\/(pricings|alertssuppressionrules))\/(write|delete))$/i;

/** True for an operation whose record is an event although it names no account. */
export function isWatchedInSubscription(operationName: string): boolean {
  return WATCHED.test(operationName);
}

/** An alert of Microsoft Defender, as the alerts API and continuous export write it. */
export function isDefenderAlert(record: JsonObject): boolean {
  return (
    textOf(record.type).toLowerCase() === 'microsoft.security/locations/alerts' ||
    (isJsonObject(record.properties) && record.properties.alertType !== undefined)
  );
}
