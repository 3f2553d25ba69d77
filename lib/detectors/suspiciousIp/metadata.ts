import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_SuspiciousIp',
  version: '1.0.0',
  maturity: 'stable',
  title: 'Access from a suspicious IP address',
  description:
    'A request to this Cosmos DB account succeeded from an address that a threat intelligence list names as malicious.',
  severityRule: 'Medium.',
  intents: ['InitialAccess'],
  techniques: ['T1078.004'],
  dataSources: ['DataPlaneRequests', 'API categories', 'Threat intelligence lists'],
  falsePositives: [
    'The address changed hands after it was listed: compare the age of the list in the health page.',
    'The list names a shared address (a large provider, a proxy, a mobile network).',
  ],
  remediationSteps: [
    'In the 24 hours around the start time, list every request of the address: CDBDataPlaneRequests | where ClientIpAddress == address. Which containers did it touch, and how much did it read?',
    'Look the address up: who owns it, since when is it listed, has this account seen it in the 30 days before?',
    'If it is not yours: regenerate the key that was used (or block the identity), and allow only known networks in the account firewall.',
  ],
  groupBy: ['clientIp'],
  bucket: 24,
};
