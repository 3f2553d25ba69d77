import type { DetectorMetadata } from '../../alerts/alertType';
import { INJECTION_GROUP } from '../injection';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_SqlInjection.FailedFuzzingAttempt',
  version: '1.0.0',
  maturity: 'stable',
  title: 'SQL injection: fuzzing attempt',
  description:
    'Statements with injected text reached this Cosmos DB account and failed. The data is safe so far, but somebody is trying the application.',
  severityRule:
    'Low; Informational for one or two mere syntax errors (a lone quote, a clause without its end), Medium from 50 statements.',
  intents: ['PreAttack'],
  techniques: ['T1190', 'T1595.002'],
  dataSources: ['QueryRuntimeStatistics', 'API categories', 'Full-text queries'],
  falsePositives: [
    'A developer mistypes a query in Data Explorer or in a console.',
    'A security scanner that you run yourself.',
  ],
  remediationSteps: [
    'Within six hours around the start time, list the failed statements of the container: CDBQueryRuntimeStatistics | where DatabaseName == database and CollectionName == container. Do they come from one client (join CDBDataPlaneRequests on ActivityId)?',
    'Look for a CosmosDB_SqlInjection.DataExfiltration alert of the same container: did a later try get through?',
    'Pass every value as a parameter in the code that builds this query, and rate-limit or block the client at the application.',
  ],
  groupBy: INJECTION_GROUP,
  bucket: 6,
};
