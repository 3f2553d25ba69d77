import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_DataExfiltrationAnomaly',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Unusual volume of data extracted',
  description:
    'One client read far more data from this Cosmos DB account than it, or any other client of the account, usually does at this time.',
  severityRule:
    'Low: at least 3 times the 99th percentile of the same hours while the whole account is beyond its usual, else 10 times. Medium from 10 times on, or where something about the client is new. High from 30 times on with something new, or 10 times with two new things. What people read by hand has to be 5 times the floor.',
  intents: ['Exfiltration', 'Collection'],
  techniques: ['T1530', 'T1213'],
  dataSources: ['DataPlaneRequests', 'API categories', 'baseline'],
  falsePositives: [
    'A report, an export or a copy that runs for the first time.',
    'A test of load that nobody told of, or a client that reads the same again and again.',
  ],
  remediationSteps: [
    'In the hours of the alert, see what was read: CDBDataPlaneRequests | where ClientIpAddress in (addresses) | summarize sum(ResponseLength), count() by OperationName, DatabaseName, CollectionName, UserAgent, bin(TimeGenerated, 10m).',
    'Is the address yours, and does a job or a release explain it? Then dismiss the alert as expected, so that the baseline learns it.',
    'If not: regenerate the key or remove the role that the alert names, and allow only known networks. Look at what the same address did in the 24 hours before: how did it come by the credential?',
    'The containers named in the alert hold what was taken: find out whether it was personal data, and who has to be told.',
  ],
  groupBy: ['principalKind', 'principalId', 'userAgentFamily'],
  bucket: 6,
};
