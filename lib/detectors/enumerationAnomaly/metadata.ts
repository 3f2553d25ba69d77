import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_EnumerationAnomaly',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Unusual breadth of access',
  description:
    'One client asked for far more different containers, metadata or single documents of this Cosmos DB account than is usual, as somebody does who finds out what there is.',
  severityRule:
    'Low: 4 containers that nobody used in weeks, within 3 hours (Medium: 3 by a new client); or several signs at once (8 containers and 3 times the 99th percentile of single clients, 12 reads of metadata (36 in the portal, which shows them) and 4 times, 1,000 documents read one by one and 5 times, 200 requests for documents that are not there and 5 times, in the API categories 1,000 reads within two hours and 10 times), or one that is 1.5 times beyond that; always more than the client itself does. Medium where it is 3 times beyond, or something about the client is new; High for both, with two new things.',
  intents: ['Discovery', 'Collection'],
  techniques: ['T1526', 'T1213'],
  dataSources: ['DataPlaneRequests', 'API categories', 'baseline'],
  falsePositives: [
    'A tool that takes stock of the account, such as a scanner for costs or compliance, for the first time.',
    'A new version of the application that reads all containers when it starts.',
  ],
  remediationSteps: [
    'In the hour of the alert, see what was asked for, and with what success: CDBDataPlaneRequests | where ClientIpAddress in (addresses) | summarize count() by OperationName, RequestResourceType, DatabaseName, CollectionName, StatusCode.',
    'Names that do not exist (404) are guesses. If there are many and none of your programs makes them, regenerate the key or remove the role that the alert names.',
    'Look at the 24 hours after: does the same address read much, or write? Then the next alert is about what it took.',
  ],
  groupBy: ['principalKind', 'principalId', 'userAgentFamily'],
  bucket: 6,
};
