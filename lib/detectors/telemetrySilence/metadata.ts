import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_TelemetrySilence',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Account no longer reports',
  description:
    'Records of this Cosmos DB account, or of one category of its logs, used to come and have stopped for longer than they ever pause at such a time of the week. Somebody may have turned the logging off to work unseen. Where many accounts of the hub, of a region or of a subscription fall silent at once, the way to the hub is broken; where those do that rest each week, it may be a holiday: that is one alert on the hub, and none on the accounts.',
  severityRule:
    'Medium for a whole account and for the pipeline, Low for one category of an account; Informational for a region or a subscription while the rest of the hub goes on, and where an alert on a change of its logging (CosmosDB_LoggingDisabled) explains it.',
  intents: ['DefenseEvasion'],
  techniques: ['T1562.008'],
  dataSources: ['the times at which records came, of all categories'],
  falsePositives: [
    'An application that was turned off, or moved to another account, without deleting this one.',
    'Days on which nobody works that are not weekends, where the account is the only one of its region and subscription that people use.',
    'A fault of Azure Monitor that concerns a single account.',
  ],
  remediationSteps: [
    'See what is exported: az monitor diagnostic-settings list --resource <account>. Compare with what this app receives of it: GET /api/coverage.',
    'See whether the account is used: its metric TotalRequests over the hours since the last record (lastRecordUtc). Requests without records mean that the logging is broken or was turned off; no requests, that its clients are gone.',
    'AzureActivity | where OperationNameValue has_any ("diagnosticSettings", "databaseAccounts/write", "databaseAccounts/delete") shows who changed the logging or the account in the 24 hours around the last record.',
    'For an alert on a hub: look at its metrics IncomingMessages and ThrottledRequests since then, at the firewall of the namespace ("Allow trusted Microsoft services"), and at GET /api/health.',
    'What happened in between was not watched: look at key listings and at the Activity Log of those hours, and at CDBDataPlaneRequests where the records also go to Log Analytics.',
  ],
  groupBy: ['category', 'time'],
  bucket: 24,
};
