import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_RoleEscalation',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Role over the data or the account granted or widened',
  description:
    'A role that reaches the data of this Cosmos DB account was given to somebody who did not have it, or a role was defined that allows nearly everything. Data roles need no key, survive a rotation of keys, and are seldom looked at.',
  severityRule:
    'Medium for the built-in Data Contributor to a user, or a role with wildcard actions; Low for it to an application, for Data Reader to a user, for custom roles and for roles of Azure that give the keys or more roles; else Informational, as is Data Reader to a user by a service that manages the account. One step more where who did it, from where or with what is unusual here (2 points or more).',
  intents: ['PrivilegeEscalation', 'Persistence'],
  techniques: ['T1098.003', 'T1078.004'],
  dataSources: ['ControlPlaneRequests', 'Activity Log', 'baseline'],
  falsePositives: [
    'A new application, or a move from keys to Entra identities, which begins with such grants.',
    'A role for the time of an incident.',
  ],
  remediationSteps: [
    'List who may reach the data now: az cosmosdb sql role assignment list, az role assignment list --scope <account>. Does the identity in the alert belong to an application or a person that needs it?',
    'Ask the caller named in the alert; AzureActivity | where OperationNameValue has "role" for the 24 hours around the start time shows what else was granted.',
    'For the 7 days after the start time, look what the identity did: CDBDataPlaneRequests | where AadPrincipalId == "<object id>" | summarize count(), sum(ResponseLength) by DatabaseName, CollectionName, OperationName.',
    'If nobody knows of it: delete the assignment (az cosmosdb sql role assignment delete), and take the right to grant from the caller.',
  ],
  groupBy: [],
  bucket: 24,
};
