import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_PrincipalAnomaly',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Access by a new or long dormant identity',
  description:
    'An Entra identity or resource token that never used this Cosmos DB account, or has not for a long time, made a request that succeeded, though new identities are rare there.',
  severityRule:
    'Low where place and application are known (for who comes as colleagues do, where new ones are half as frequent as otherwise), Medium where a tool is used or the country is new, High where several are new. Informational for a colleague who begins in the portal, at a place of people from which the account is used.',
  intents: ['InitialAccess', 'Persistence'],
  techniques: ['T1078.004', 'T1098.003'],
  dataSources: ['DataPlaneRequests', 'baseline'],
  falsePositives: [
    'A new colleague, or a new service that was given a data-plane role.',
    'A managed identity that was made anew with its application.',
    'Somebody is back after a long leave.',
  ],
  remediationSteps: [
    'Look the object id up in Entra: who is it, and who gave it a data-plane role in the last 30 days? AzureActivity | where OperationNameValue has "sqlRoleAssignments/write".',
    'For the 24 hours around the start time, list what it did: CDBDataPlaneRequests | where AadPrincipalId == (principal) | summarize count(), sum(ResponseLength) by OperationName, CollectionName, ClientIpAddress, UserAgent.',
    'If nobody vouches for it: remove the role assignment (az cosmosdb sql role assignment delete), revoke its sessions, and find out who could assign the role.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
