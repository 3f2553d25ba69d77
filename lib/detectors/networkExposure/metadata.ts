import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_NetworkExposure',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Account opened to networks that were kept out',
  description:
    'A change of this Cosmos DB account let in networks that its firewall, its private endpoints or its public access setting had kept out, or let scripts of any web site call it (CORS *). A setting that the account is known to have had is not reported.',
  severityRule:
    'Medium for a firewall without rules, 0.0.0.0/0, a range of /8 and wider, public access turned on, a foreign private endpoint approved; Low for all of Azure, virtual network rules off, CORS *, a private endpoint removed. One step more where who did it, from where or with what is unusual here (2 points or more); such a one is reported for what it opens wherever it is not known how it was before.',
  intents: ['DefenseEvasion', 'Persistence'],
  techniques: ['T1562.007', 'T1578.005'],
  dataSources: ['ControlPlaneRequests', 'Activity Log', 'baseline'],
  falsePositives: [
    'A planned opening, such as for a migration.',
    'An account whose settings are told for the first time when it is changed.',
  ],
  remediationSteps: [
    'Compare the setting in the alert with what it should be: az cosmosdb show --query "{ipRules:ipRules, public:publicNetworkAccess, vnet:isVirtualNetworkFilterEnabled, cors:cors}".',
    'If nobody knows of it: put the setting back now, then ask the caller named in the alert; whoRestsOn says how sure it is that it was them. AzureActivity | where OperationNameValue =~ "Microsoft.DocumentDB/databaseAccounts/write" shows all changes of the 24 hours around it.',
    'For the 24 hours after the start time, look who came in: CDBDataPlaneRequests | summarize count(), sum(ResponseLength) by ClientIpAddress, UserAgent | order by sum_ResponseLength.',
  ],
  groupBy: [],
  bucket: 24,
};
