/**
 * Who plays in the demo. Addresses are from the ranges that are kept for examples (RFC 5737); those
 * of the people are ordinary ones of their countries, since a place is what the demo is about.
 */

export const SHOP = 'demo-shop';
export const BILLING = 'demo-billing';

export interface Player {
  readonly address: string;
  readonly userAgent: string;
  /** Entra object id; a key is used without it. */
  readonly entra?: string;
}

const DOTNET = 'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0';
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

/** The shop's web application. */
export const WEB_SHOP: Player = {
  address: '192.0.2.20',
  userAgent: DOTNET,
  entra: '5f0c1f5e-0000-4000-8000-000000000001',
};

/** The service that writes invoices. */
export const INVOICING: Player = {
  address: '192.0.2.30',
  userAgent: DOTNET,
  entra: '5f0c1f5e-0000-4000-8000-000000000003',
};

/** What deploys both of them. */
export const PIPELINE: Player = {
  address: '192.0.2.40',
  userAgent: '',
  entra: '5f0c1f5e-0000-4000-8000-000000000004',
};

/** A developer in Amsterdam who looks at the data in the portal now and then. */
export const DEVELOPER: Player = {
  address: '84.80.14.7',
  userAgent: BROWSER,
  entra: '5f0c1f5e-0000-4000-8000-000000000002',
};

/** Whoever has the developer's session, in Brazil. */
export const SESSION_THIEF: Player = { ...DEVELOPER, address: '177.32.96.11' };

/** Somebody with an identity that nobody knows. */
export const STRANGER: Player = {
  address: '84.80.201.90',
  userAgent: 'PostmanRuntime/7.43.0',
  entra: '5f0c1f5e-0000-4000-8000-00000000dead',
};

/** Whoever has the account's key. */
export const KEY_THIEF: Player = {
  address: '203.0.113.150',
  userAgent: 'azsdk-python-cosmos/4.7.0 Python/3.12.3',
};

export const TOR_EXIT = '198.51.100.77';
export const LISTED_ADDRESS = '203.0.113.66';
export const CLEANER = '192.0.2.99';
