import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_MassDeletion',
  version: '2.1.0',
  maturity: 'incubating',
  title: 'Burst of deletions',
  description:
    'Many documents were deleted from this Cosmos DB account within an hour, or a container or database was dropped.',
  severityRule:
    'Documents: Medium from 500 an hour by one address (a setting), High from ten times that. Once the account is known for 3 days: Low from 30 % of that on (10 % where it is 8 times the most that the client ever deleted in an hour, 4 % where it is that of the account; Medium from 10 % where something about the client is new), and never below 3 times what the client deletes in the busiest hours of its days. Containers or databases: Medium, High from three dropped in an hour; Informational where the same client dropped some on 3 days before, and this one was not in use for 3 days, or dropped on 2 days before.',
  intents: ['Impact'],
  techniques: ['T1485'],
  dataSources: ['DataPlaneRequests', 'ControlPlaneRequests', 'API categories'],
  falsePositives: [
    'A clean-up job, a migration or the tear-down of a test environment.',
    'An application that empties a work queue which it keeps in a container.',
  ],
  remediationSteps: [
    'In the hour of the alert, list the deletions: CDBDataPlaneRequests | where OperationName == "Delete" and ClientIpAddress in (addresses), and for dropped containers CDBControlPlaneRequests. Is there a job or a release that explains them?',
    'If not: stop the principal named in the alert now (regenerate the key or remove the role), before more is lost.',
    'Restore from the continuous or periodic backup to a point before the start time; periodic backups are kept for hours only, so ask for it at once.',
  ],
  groupBy: ['requestResourceType', 'clientIp'],
  bucket: 1,
};
