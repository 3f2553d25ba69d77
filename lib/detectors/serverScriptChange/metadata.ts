import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_ServerScriptChange',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'Stored procedure, trigger or function written by an unusual actor',
  description:
    'A stored procedure, trigger or user-defined function of this Cosmos DB account was created or replaced by an identity that never wrote one. Such code runs inside the database, stays there, and hides what it reads from query logs.',
  severityRule:
    'Low where the client is familiar, Medium where one more thing about it is new, High where several are. Through Azure Resource Manager: Informational where nothing is unusual about who asked or nobody is named, Medium and High where something is.',
  intents: ['Persistence', 'Execution'],
  techniques: ['T1505.001', 'T1078.004'],
  dataSources: ['DataPlaneRequests', 'ControlPlaneRequests', 'Activity Log', 'baseline'],
  falsePositives: [
    'A release that brings its stored procedures along for the first time.',
    'A library that installs a procedure when it starts, such as one for bulk deletion.',
  ],
  remediationSteps: [
    'Read the code: az cosmosdb sql stored-procedure list (or trigger, user-defined-function) on the container in the alert. Is it in your repository, word for word?',
    'For the 24 hours after the start time, look who ran it: CDBDataPlaneRequests | where OperationName == "Execute" and RequestResourceType == "StoredProcedure" | summarize count(), sum(ResponseLength) by ClientIpAddress, UserAgent.',
    'If nobody knows it: keep a copy, delete it, regenerate the key or remove the role of the principal named in the alert.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
