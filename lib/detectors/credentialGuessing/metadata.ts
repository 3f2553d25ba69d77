import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_CredentialGuessing',
  version: '2.1.0',
  maturity: 'incubating',
  title: 'Burst of refused requests',
  description:
    'Many requests to this Cosmos DB account were refused within an hour (401, 403 or the same in the other APIs), as happens when somebody tries keys, tokens or rights.',
  severityRule:
    'Low from 30 refused requests an hour by one address (a setting; a third from an unknown network where nobody is refused as a rule, ten times as many on a machine of the account), or by ten or more addresses together once it is known how many are usual, three times that before; never below 3 times what is usual there. Medium from ten times the threshold, or where an address that is new to the account is let in afterwards; High for both.',
  intents: ['CredentialAccess'],
  techniques: ['T1110'],
  dataSources: ['DataPlaneRequests', 'API categories', 'refused requests'],
  falsePositives: [
    'An application that still uses a key after it was regenerated, or an identity whose role was removed.',
    'The account firewall refuses a new network of your own.',
  ],
  remediationSteps: [
    'In the hour of the alert, list the refused requests of the addresses: CDBDataPlaneRequests | where StatusCode in (401, 403) and ClientIpAddress in (addresses). Which user agent and which principal do they name?',
    'Is the address yours, and was a key regenerated or a role removed in the 24 hours before? Then mend the application.',
    'If it is not yours: did any request of that address succeed in the 24 hours after? If so, regenerate the keys; in any case allow only known networks.',
  ],
  groupBy: ['clientIp'],
  bucket: 1,
};
