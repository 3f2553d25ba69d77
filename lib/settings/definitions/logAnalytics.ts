import * as z from 'zod';
import { EXAMPLE_ADDRESSES } from '../../cloud';
import { names, setting, wholeNumber } from './setting';

/** Workspaces that know the past of accounts. */
export const LOG_ANALYTICS_SETTINGS = {
  logAnalyticsWorkspaces: setting<readonly string[]>({
    name: 'WARDEN_LOG_ANALYTICS_WORKSPACES',
    description:
      'Ids of up to 20 Log Analytics workspaces that hold the CDB tables, comma-separated: baselines on day one',
    example: '00000000-0000-0000-0000-000000000000',
    schema: names.pipe(z.array(z.guid()).max(20)),
    fallback: [],
  }),
  logAnalyticsEndpoint: setting<string | null>({
    name: 'WARDEN_LOG_ANALYTICS_ENDPOINT',
    description: 'Query endpoint of Log Analytics where it is not that of the cloud',
    example: `${EXAMPLE_ADDRESSES.logAnalytics}/v1`,
    schema: z.url({ protocol: /^https$/ }),
    fallback: null,
  }),
  logAnalyticsAudience: setting<string | null>({
    name: 'WARDEN_LOG_ANALYTICS_AUDIENCE',
    description: 'Audience of its tokens, where it is not the origin of the endpoint',
    example: EXAMPLE_ADDRESSES.logAnalytics,
    schema: z.url({ protocol: /^https$/ }),
    fallback: null,
  }),
  logAnalyticsQuerySeconds: setting<number>({
    name: 'WARDEN_LOG_ANALYTICS_QUERY_SECONDS',
    description: 'What one query may take, 30 to 600 seconds',
    example: '180',
    schema: wholeNumber(30, 600),
    fallback: 180,
  }),
  logAnalyticsDays: setting<number>({
    name: 'WARDEN_LOG_ANALYTICS_DAYS',
    description: 'Days of history that are asked of Log Analytics for a new account, 1 to 60',
    example: '30',
    schema: wholeNumber(1, 60),
    fallback: 30,
  }),
};
