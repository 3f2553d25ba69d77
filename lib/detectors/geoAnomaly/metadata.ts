import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_GeoAnomaly',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Access from an unusual location',
  description:
    'A request to this Cosmos DB account succeeded from a country in which the account is never used, though new countries are rare on it.',
  severityRule:
    'Low where identity and application are known (Informational for a known Entra identity that keeps working hours, near its own home, where people work; nothing for a country from which the account is managed), Medium where one of them is new as well, High where both are or a scanner is used.',
  intents: ['InitialAccess'],
  techniques: ['T1078.004'],
  dataSources: ['DataPlaneRequests', 'API categories', 'country database', 'baseline'],
  falsePositives: [
    'Somebody travels, or works from a new place.',
    'The application is rolled out in a new country or moves to another cloud.',
    'The country database is old and places a network where it was before.',
  ],
  remediationSteps: [
    'For the 24 hours around the start time, list what the addresses did: CDBDataPlaneRequests | where ClientIpAddress in (addresses) | summarize count(), sum(ResponseLength) by OperationName, CollectionName, UserAgent. Does it look like the application at work, or like somebody who looks around?',
    'Ask who holds the credential (AadPrincipalId, or the key named in the alert) whether they or their service were in that country at that time.',
    'If nobody was: regenerate that key or block the identity, allow only known networks in the account firewall (ipRules, private endpoint), and look at the other alerts of the account within 24 hours.',
  ],
  groupBy: ['country', 'principal'],
  bucket: 24,
};
