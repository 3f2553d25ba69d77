import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_ImpossibleTravel',
  version: '1.1.0',
  maturity: 'incubating',
  title: 'One identity in two places at once',
  description:
    'An Entra identity or resource token made successful requests to this Cosmos DB account from two countries, in less time than anybody needs to travel from one to the other. Keys are no persons and are left out, and so are addresses of clouds and of identities that are in several places as a matter of course.',
  severityRule:
    'Low for large neighbouring countries, whose distance is not certain; else Medium; High where both the country and the application are new on the account as well.',
  intents: ['InitialAccess', 'LateralMovement'],
  techniques: ['T1078.004', 'T1550.001'],
  dataSources: ['DataPlaneRequests', 'country or city database', 'baseline'],
  falsePositives: [
    'A VPN or proxy abroad that this person uses for the first time.',
    'A service identity that is rolled out to another continent.',
    'The country database places a network where it was before.',
  ],
  remediationSteps: [
    'For the 24 hours around the start time, list what the principal did from each address: CDBDataPlaneRequests | where AadPrincipalId == (principal) or ResourceTokenPermissionId == (principal) | summarize count(), sum(ResponseLength) by ClientIpAddress, UserAgent, OperationName, bin(TimeGenerated, 10m).',
    'Ask the person which of the two places they were in, and whether a VPN was on. The sign-in log of Entra tells the device of each token within the last 7 days.',
    'If one of them was not theirs: revoke the sessions of the identity (or the permission behind the resource token), and look at what was read from the far address.',
  ],
  groupBy: ['principal'],
  bucket: 24,
};
