import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_ResourceExhaustion',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'One client exhausts the throughput',
  description:
    'One client uses far more request units of this Cosmos DB account than usual, most of what the account uses, so that others are throttled or the bill grows.',
  severityRule:
    'Medium: 20,000 request units an hour, 5 times the 99th percentile of the client and 30 % of the account, while the account is throttled beyond its usual (5,000 units where it never was so much); High from 10 times the limit on with something new about the client. Low: 10,000 units of one machine, 60 % of the account, 5 times those of single machines and twice those of its application, while at least 3 requests and more than usual are throttled. Without throttling Low: 1,000,000 units and 10 times; Medium where something is new.',
  intents: ['Impact'],
  techniques: ['T1499'],
  dataSources: ['DataPlaneRequests', 'API categories', 'baseline'],
  falsePositives: [
    'A release with a query that lacks an index, or a report that runs for the first time.',
    'A test of load that nobody told of.',
  ],
  remediationSteps: [
    'In the hour of the alert, find the dear requests: CDBDataPlaneRequests | where ClientIpAddress in (addresses) | summarize sum(RequestCharge), count() by OperationName, CollectionName, StatusCode; with full-text queries join CDBQueryRuntimeStatistics by ActivityId to see the texts.',
    'Is it a program of yours? Then mend the query or its index, and give it throughput control or a container of its own.',
    'If it is not: regenerate the key or remove the role that the alert names, and allow only known networks. Watch the throttled requests (StatusCode 429) of the next 30 minutes.',
  ],
  groupBy: ['principalKind', 'principalId', 'userAgentFamily'],
  bucket: 6,
};
