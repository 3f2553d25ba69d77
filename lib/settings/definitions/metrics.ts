import * as z from 'zod';
import { onOrOff, setting, text } from './setting';

const NO_KEY = 'has no InstrumentationKey=GUID';
const NO_IDENTITY = 'is not Authorization=AAD, with ClientId=GUID for a user-assigned identity';
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const INSTRUMENTATION_KEY = new RegExp(`(?:^|;)InstrumentationKey=${GUID}(?:;|$)`, 'i');
const CLIENT_ID = new RegExp(`^ClientId=(${GUID})$`, 'i');

/** Which identity writes to Application Insights. */
export interface WritingIdentity {
  /** Null for the identity of AZURE_CLIENT_ID, or else that of the system. */
  readonly managedIdentityClientId: string | null;
}

/** Where the host writes the log, and the app its metrics. */
export const METRICS_SETTINGS = {
  sendsMetrics: setting<boolean>({
    name: 'WARDEN_METRICS',
    description: 'false sends no metrics to Application Insights; the log goes there all the same',
    example: 'false',
    schema: onOrOff,
    fallback: true,
  }),
  applicationInsights: setting<string | null>({
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
    description:
      'Where the host writes the log, and the app its metrics. Without it there are no metrics',
    example:
      'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://...',
    schema: text.regex(INSTRUMENTATION_KEY, NO_KEY),
    fallback: null,
  }),
  applicationInsightsIdentity: setting<WritingIdentity | null>({
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    description:
      'Says that both are written with a managed identity, and with which. Without it the connection string has to be enough',
    example: 'ClientId=00000000-0000-0000-0000-000000000000;Authorization=AAD',
    schema: text.transform((value, context): WritingIdentity => {
      const parts = value.split(';').map((part) => part.trim());
      const clientId = parts.flatMap((part) => CLIENT_ID.exec(part)?.[1] ?? []).at(0) ?? null;
      if (parts.some((part) => /^Authorization=AAD$/i.test(part))) {
        return { managedIdentityClientId: clientId };
      }
      context.addIssue({ code: 'custom', message: NO_IDENTITY });
      return z.NEVER;
    }),
    fallback: null,
  }),
};
