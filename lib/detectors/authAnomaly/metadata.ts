import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_AuthAnomaly',
  version: '1.2.0',
  maturity: 'incubating',
  title: 'Unusual kind of authentication',
  description:
    'A request to this Cosmos DB account succeeded with a kind of account key that was never used there, be it a key where only Entra identities are the norm, one of another access level, or the other one of a pair in the hands of somebody new; or a client that read with a read-only key has one that allows writing. Keys name no person and cannot be limited to one.',
  severityRule:
    'Low for a key kind that is new beside other keys, or for a reader that may write; Medium where only Entra identities were seen, or place or software are new too; High where several are.',
  intents: ['InitialAccess', 'CredentialAccess'],
  techniques: ['T1078.004', 'T1552'],
  dataSources: ['DataPlaneRequests', 'API categories', 'baseline'],
  falsePositives: [
    'An older application or a tool of the team that cannot use Entra.',
    'The Data Explorer of the portal, where it is set to use the key.',
    'A read-only key that was handed out on purpose.',
  ],
  remediationSteps: [
    'For the 24 hours before the start time, find who read the keys: AzureActivity | where OperationNameValue has "listKeys" and _ResourceId == (account). Is it somebody who may?',
    'For the 24 hours around the start time, list what was done: CDBDataPlaneRequests | where AuthTokenType == (key) | summarize count(), sum(ResponseLength) by OperationName, CollectionName, ClientIpAddress, UserAgent.',
    'Regenerate the key that was used. Where Entra is the norm, turn keys off for good: disableLocalAuth = true.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
