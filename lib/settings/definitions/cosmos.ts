import * as z from 'zod';
import { COSMOS_DATABASE_SETTING, DEFAULT_COSMOS_DATABASE } from '../alertsFeed';
import { EXAMPLE_ADDRESSES } from '../../cloud';
import { setting, text } from './setting';

/** The database that keeps the alerts. */
export const COSMOS_SETTINGS = {
  cosmosEndpoint: setting<string | null>({
    name: 'WARDEN_COSMOS_ENDPOINT',
    description: 'Endpoint of the Cosmos DB account that keeps the alerts',
    example: EXAMPLE_ADDRESSES.cosmos,
    schema: z.url({ protocol: /^https?$/ }),
    fallback: null,
  }),
  cosmosKey: setting<string | null>({
    name: 'WARDEN_COSMOS_KEY',
    description: 'Key of that account; without it the managed identity is used, as it should be',
    example: '(leave it out in Azure)',
    schema: text,
    fallback: null,
  }),
  cosmosDatabase: setting<string>({
    name: COSMOS_DATABASE_SETTING,
    description: 'Name of the database that keeps the alerts',
    example: DEFAULT_COSMOS_DATABASE,
    schema: text,
    fallback: DEFAULT_COSMOS_DATABASE,
  }),
};
