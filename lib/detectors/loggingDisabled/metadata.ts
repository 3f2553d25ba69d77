import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_LoggingDisabled',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Logs or protection of the account turned off',
  description:
    'What watches this Cosmos DB account was turned off or cut down: a diagnostic setting deleted or without a category, a trace of the account, full query texts, the plan of Microsoft Defender or its suppression rules. What follows may go unseen.',
  severityRule:
    'Medium for a diagnostic setting deleted, a telling category switched off, a trace flag off or Defender off; Low for full query text off and for suppression rules. One step more where who did it, from where or with what is unusual here (2 points or more). Informational for a setting deleted by a service that manages the account, from where and with what it always does: Medium once an hour has passed and it was not written again.',
  intents: ['DefenseEvasion'],
  techniques: ['T1562.008', 'T1562.001'],
  dataSources: ['ControlPlaneRequests', 'Activity Log', 'baseline'],
  falsePositives: [
    'A setting that is deleted and created again under another name or for another hub, or for the first time.',
    'A category that is turned off to save money, such as full query text after an investigation.',
  ],
  remediationSteps: [
    'See what is exported now: az monitor diagnostic-settings list --resource <account>. Compare with what this app has received: GET /api/coverage.',
    'If nobody knows of it: switch the logs on again first, then ask the caller named in the alert. AzureActivity | where OperationNameValue has_any ("diagnosticSettings", "Microsoft.Security", "databaseAccounts/write") shows all such changes of the 24 hours around it.',
    'What happened in between can partly be told from metrics and the Activity Log of those hours: TotalRequests by StatusCode and region, and key listings.',
  ],
  groupBy: [],
  bucket: 24,
};
