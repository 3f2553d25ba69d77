/** How the app names itself to others. */
export const PRODUCT = {
  name: 'Cosmos Warden',
  vendor: 'Cosmos Warden',
  version: '0.1.0',
} as const;
