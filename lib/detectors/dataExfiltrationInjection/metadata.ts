import type { DetectorMetadata } from '../../alerts/alertType';
import { INJECTION_GROUP } from '../injection';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_SqlInjection.DataExfiltration',
  version: '1.0.0',
  maturity: 'stable',
  title: 'SQL injection: potential data exfiltration',
  description:
    'A statement that was changed by injected text was accepted by this Cosmos DB account, so it may have read data that its caller was not meant to see.',
  severityRule: 'Medium; High where at least 100 rows or 1 MB came back.',
  intents: ['Exfiltration'],
  techniques: ['T1190', 'T1213'],
  dataSources: ['QueryRuntimeStatistics', 'API categories', 'Full-text queries'],
  falsePositives: [
    'A person explores the data by hand and writes conditions that are always true.',
    'A query builder that puts constants where this product does not expect them: tell us the shape.',
  ],
  remediationSteps: [
    'Within one hour around the start time, find the statements: CDBQueryRuntimeStatistics | where DatabaseName == database and CollectionName == container, joined with CDBDataPlaneRequests on ActivityId for client and principal. Did the rows returned exceed what the page normally shows?',
    'Find the code that builds this query (container and fragment are in the alert) and pass every value as a parameter instead of joining texts.',
    'Until that is deployed, block the client address at the application, and give the application an identity that may only read what it needs.',
  ],
  groupBy: INJECTION_GROUP,
  bucket: 6,
};
