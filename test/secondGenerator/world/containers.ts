import type { Container } from './model';
import type { Random } from '../random';

const fields = ['status', 'createdAt', 'email', 'tenantId', 'amount', 'region', 'type', 'ownerId'];

/** name, key field, typical bytes of a document; the application uses the first few. */
const domains = {
  retail: {
    database: 'shop',
    keyField: 'customerId',
    containers: [
      ['orders', 1900],
      ['carts', 800],
      ['products', 2600],
      ['customers', 1200],
      ['payments', 900],
      ['refunds', 700],
      ['addresses', 400],
      ['vouchers', 300],
      ['reviews', 1500],
      ['suppliers', 2100],
      ['pricelists', 5200],
      ['audit', 600],
    ],
  },
  finance: {
    database: 'ledger',
    keyField: 'accountNumber',
    containers: [
      ['postings', 700],
      ['balances', 350],
      ['statements', 6400],
      ['parties', 1500],
      ['mandates', 1100],
      ['cards', 500],
      ['limits', 300],
      ['rates', 200],
      ['cases', 4000],
      ['documents', 9000],
      ['sanctions', 800],
      ['audit', 600],
    ],
  },
  telemetry: {
    database: 'fleet',
    keyField: 'deviceId',
    containers: [
      ['readings', 500],
      ['devices', 1300],
      ['alarms', 700],
      ['firmware', 2200],
      ['owners', 900],
      ['locations', 300],
      ['tickets', 2400],
      ['certificates', 3100],
      ['commands', 450],
      ['rollups', 1800],
      ['sites', 1000],
      ['audit', 600],
    ],
  },
  content: {
    database: 'cms',
    keyField: 'authorId',
    containers: [
      ['articles', 7200],
      ['comments', 600],
      ['profiles', 1400],
      ['media', 900],
      ['drafts', 6800],
      ['tags', 200],
      ['follows', 250],
      ['sessions', 500],
      ['reports', 1200],
      ['invoices', 1600],
      ['templates', 3900],
      ['audit', 600],
    ],
  },
} as const;

export type Domain = keyof typeof domains;

/** The containers of an account in a domain; sizes and one suffix differ from account to account. */
export function containersOf(domain: Domain, scale: number, random: Random): Container[] {
  const { database, keyField, containers } = domains[domain];
  const suffix = random.pick(['', '_prod', 'V2', 'db']);
  return containers.map(([name, bytes]) => ({
    database: database + suffix,
    name,
    keyField,
    fields,
    documentBytes: Math.round(bytes * scale * random.between(0.7, 1.6)),
  }));
}

/** A container without a home in any domain: pipelines' test containers. */
export function temporaryContainer(like: Container, name: string): Container {
  return { ...like, name, documentBytes: 600 };
}
