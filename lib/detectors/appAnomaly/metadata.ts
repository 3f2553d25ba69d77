import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_AppAnomaly',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Access by an unusual application',
  description:
    'A request to this Cosmos DB account succeeded with a family of software that was never used on it, though new software is rare there. Another version of known software is no new family.',
  severityRule:
    'Informational for an SDK, a driver or the portal with a known Entra identity on a known network, or at a place of people in a known country, there with a key as well where people use the account; Low for an SDK, a driver or a tool by itself; Medium for a scanner, or where a tool comes from a new network, or place or identity are new too; High where several are.',
  intents: ['InitialAccess'],
  techniques: ['T1078.004'],
  dataSources: ['DataPlaneRequests', 'API categories', 'baseline'],
  falsePositives: [
    'A new service, a rewrite in another language, or a one-off script of the team.',
    'Somebody looks into the account with the Data Explorer of the portal for the first time.',
  ],
  remediationSteps: [
    'For the 24 hours around the start time, list what was done with it: CDBDataPlaneRequests | where UserAgent has (application) and ClientIpAddress in (addresses) | summarize count(), sum(ResponseLength) by OperationName, CollectionName. Does a release or a ticket of these days explain it?',
    'Ask the owner of the credential (AadPrincipalId, or whoever holds the key) whether they use this software, and from the addresses in the alert.',
    'If nobody knows it: regenerate the key or block the identity, and keep tools out with disableLocalAuth and data-plane roles.',
  ],
  groupBy: ['application'],
  bucket: 24,
};
