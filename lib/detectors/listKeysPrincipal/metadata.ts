import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
  version: '1.0.0',
  maturity: 'incubating',
  title: 'Account keys listed by an unusual identity, or from an unusual place',
  description:
    'Keys or connection strings of this Cosmos DB account were handed out to an identity that never asked for them here, or to a known one from a country, a network or with a tool that is new. With a key, data can be read and written without a trace of who does it.',
  severityRule:
    'The sum of what is new: an identity of an organisation that is unknown here, or a service, 2; another one that is new or does other things here 1, a country 2, known software such as Azure CLI 1. High from 5, Medium from 3, Low from 1; Informational for a new network alone, and for 1 by a colleague in the portal, which lists the keys by itself, or by a service that is known here.',
  intents: ['CredentialAccess'],
  techniques: ['T1552', 'T1078.004'],
  dataSources: ['Activity Log', 'baseline'],
  falsePositives: [
    'A new pipeline or a new colleague who opens Data Explorer in the portal, which lists the keys first.',
    'A move of a pipeline to machines in another country.',
    'Terraform lists the keys whenever it refreshes an account, even where keys are switched off.',
  ],
  remediationSteps: [
    'Ask the caller named in the alert whether they listed the keys in that minute. caller, tool and inferredFrom say how they were recognised; the correlation id leads to all else they did: AzureActivity | where Caller == "<caller>" and TimeGenerated between (start - 1 hour .. start + 24 hours).',
    'For the 7 days after the start time, look for the use of a key from new places: CDBDataPlaneRequests | where KeyType endswith "MasterKey" | summarize count(), sum(ResponseLength) by ClientIpAddress, UserAgent, KeyType.',
    'If nobody knows of it: regenerate the primary and the secondary key, take the role from the identity, and let it sign in again. Better: switch keys off (disableLocalAuth) and use Entra identities.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
