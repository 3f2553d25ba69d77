import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_SuspiciousListKeys.MaliciousScript',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Keys of many accounts listed by one identity, as a script does',
  description:
    'One identity was handed the keys or connection strings of many Cosmos DB accounts within an hour, in one subscription or over several, as scripts such as those of MicroBurst do with whatever a stolen sign-in can reach. Each account is counted once, however often it was asked. What is spread over several subscriptions is one alert about all of them (accountId /subscriptions).',
  severityRule:
    'Medium from 3 accounts within an hour for an identity, a country or a tool that is unusual there, from 8 (Low from 4) for one that manages it with what runs scripts, from 10 in the portal, from 5 where too little is known; High from four times as many. Low where twice as many were asked and fewer gave their keys. An identity that lists many as a habit, such as Terraform, is not reported unless something about it is new.',
  intents: ['CredentialAccess', 'Collection'],
  techniques: ['T1552', 'T1078.004', 'T1526'],
  dataSources: ['Activity Log', 'baseline'],
  falsePositives: [
    'Terraform, which lists the keys of every account whenever it refreshes them, until the profile of the subscription, or of all of them, knows it.',
    'An inventory or a rotation of keys over all accounts.',
  ],
  remediationSteps: [
    'Ask the caller whether they ran it. AzureActivity | where OperationNameValue has_any ("listKeys", "readonlykeys", "listConnectionStrings") and ActivityStatusValue in~ ("Success", "Succeeded") | summarize Accounts=dcount(_ResourceId), min(TimeGenerated), max(TimeGenerated) by Caller, CallerIpAddress for the 24 hours around the start time shows all of it.',
    'If nobody knows of it: end the sessions of the identity, take its roles, and look what else it did in the last 7 days: AzureActivity | where Caller == "<caller>".',
    'Regenerate both keys of every account in resourceIdentifiers, the read-only ones too, and look for their use from new places in CDBDataPlaneRequests since the start time.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
