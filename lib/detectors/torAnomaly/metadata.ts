import type { DetectorMetadata } from '../../alerts/alertType';

export const metadata: DetectorMetadata = {
  id: 'CosmosDB_TorAnomaly',
  version: '1.0.0',
  maturity: 'stable',
  title: 'Access from a Tor exit node',
  description:
    'A request to this Cosmos DB account succeeded from an address that is an active exit node of the Tor network, which hides where the caller really is.',
  severityRule:
    'High where documents or metadata could be read or changed; never lower than Medium.',
  intents: ['InitialAccess'],
  techniques: ['T1078.004', 'T1090.003'],
  dataSources: ['DataPlaneRequests', 'API categories', 'Tor exit list'],
  falsePositives: [
    'Somebody of your own uses Tor, a privacy browser or a VPN that shares an exit with Tor.',
    'A penetration test that was agreed on.',
  ],
  remediationSteps: [
    'In the 24 hours around the start time, list every request of the named addresses: CDBDataPlaneRequests | where ClientIpAddress in (addresses). Was anything read, changed or deleted that the application never touches?',
    'Look at the principal: a key tells no person, so find who holds it; an Entra object id can be looked up. Ask whether they used Tor at that time.',
    'If nobody did: regenerate the key that was used (or block the identity), and allow only known networks in the account firewall (ipRules, private endpoint).',
  ],
  groupBy: [],
  bucket: 24,
};
