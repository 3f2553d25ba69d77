import { isIP } from 'node:net';
import type { Alert } from '../../../alerts/alert';
import type { Clients } from '../clients';

/** NoSQL, among the types of databases. */
const NOSQL = 6;

/** What was seen: each address, identity and container, and the operations. */
export function evidencesOf(alert: Alert, clients: Clients) {
  const { addresses, principals, containers, operations } = clients;
  const [country] = clients.countries;
  // With several countries nobody can tell here which address is in which.
  const location = clients.countries.length === 1 ? { location: { country } } : {};
  const found = [
    ...addresses
      .filter((address) => isIP(address) > 0)
      .map((ip) => ({ src_endpoint: { ip, ...location } })),
    ...principals.map((name) => ({ user: { name } })),
    ...containers.map((name) => ({ database: { name, type_id: NOSQL, type: 'NoSQL' } })),
    ...operations.map((operation) => ({
      api: { operation, service: { name: 'Azure Cosmos DB' } },
    })),
  ];
  return found.length > 0 ? found : [{ data: alert.supportingEvidence }];
}
