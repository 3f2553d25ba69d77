/** How receivers of alerts are configured: WARDEN_SINKS is a JSON array of these. */

import * as z from 'zod';
import { SEVERITIES, type Severity } from '../alerts/alert';
import { FORMATS } from './formats/format';

const MOST_SINKS = 20;

const text = z
  .string()
  .trim()
  .min(1)
  .refine((value) => !/^%\w+%$/.test(value), 'names an app setting that is not set');
const httpsUrl = z.url({ protocol: /^https$/ });
/** A receiver on the same machine, as in the local stack, may do without TLS. */
const httpsOrLocalUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'must begin with https:');
const port = z.number().int().min(1).max(65_535);
const mailAddress = z.email();

const common = (minimumSeverity: Severity) => ({
  /** Key of its state on the alerts; the type, where there is one of it. */
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'must be letters, digits and hyphens, 40 at most')
    .optional(),
  minimumSeverity: z.enum(SEVERITIES).default(minimumSeverity),
  accounts: z.array(text.transform((account) => account.toLowerCase())).default([]),
  alertTypes: z.array(text).default([]),
});

const mail = {
  ...common('High'),
  from: mailAddress,
  to: z.array(mailAddress).min(1).max(50),
  /** Mails to one address in a day, by severity; the rest waits for the day's digest. */
  dailyLimits: z
    .object({
      High: z.number().int().min(0).max(1000).default(4),
      Medium: z.number().int().min(0).max(1000).default(2),
      Low: z.number().int().min(0).max(1000).default(1),
      Informational: z.number().int().min(0).max(1000).default(0),
    })
    .strict()
    .prefault({}),
};

const eventGrid = z
  .object({
    type: z.literal('eventGrid'),
    ...common('Informational'),
    /** Of the custom topic, which takes CloudEvents 1.0. */
    endpoint: httpsOrLocalUrl,
    /** Access key; without it the managed identity is used, as it should be. */
    key: text.optional(),
  })
  .strict();

const eventHub = z
  .object({
    type: z.literal('eventHub'),
    ...common('Informational'),
    eventHub: text,
    /** `my-namespace.servicebus.windows.net`, entered with the managed identity. */
    namespace: text.optional(),
    connectionString: text.optional(),
    format: z.enum(FORMATS).default('defender'),
  })
  .strict()
  .refine(
    ({ namespace, connectionString }) =>
      (namespace === undefined) !== (connectionString === undefined),
    'needs either namespace or connectionString',
  );

const logAnalytics = z
  .object({
    type: z.literal('logAnalytics'),
    ...common('Informational'),
    /** Of the data collection endpoint or rule. */
    endpoint: httpsUrl,
    /** Immutable id of the data collection rule. */
    ruleId: z.string().regex(/^dcr-[0-9a-f]+$/i, 'must be the immutable id, dcr-...'),
    stream: text.default('Custom-CosmosWardenAlert_CL'),
    /** Audience of the tokens, where it is not that of the app's cloud. */
    audience: httpsUrl.optional(),
  })
  .strict();

const smtp = z
  .object({
    type: z.literal('smtp'),
    ...mail,
    host: text,
    port: port.default(587),
    user: text.optional(),
    password: text.optional(),
  })
  .strict();

const azureEmail = z
  .object({
    type: z.literal('azureEmail'),
    ...mail,
    /** Of the Communication Services resource, entered with the managed identity. */
    endpoint: httpsUrl.optional(),
    connectionString: text.optional(),
  })
  .strict()
  .refine(
    ({ endpoint, connectionString }) =>
      (endpoint === undefined) !== (connectionString === undefined),
    'needs either endpoint or connectionString',
  );

const webhook = z
  .object({
    type: z.literal('webhook'),
    ...common('Medium'),
    url: httpsUrl,
    shape: z.enum(['json', 'slack', 'teams']).default('json'),
    /** Signs the messages, so that the receiver knows who sent them. */
    secret: text
      .refine((secret) => secret.length >= 16, 'must have 16 characters or more')
      .optional(),
    /** Lets the target be in a private or link-local network. */
    allowPrivateNetwork: z.boolean().default(false),
  })
  .strict();

export const sinkSettingsSchema = z
  .array(
    z.discriminatedUnion('type', [eventGrid, eventHub, logAnalytics, smtp, azureEmail, webhook]),
  )
  .max(MOST_SINKS)
  .transform((sinks) => sinks.map((sink) => ({ ...sink, name: sink.name ?? sink.type })))
  .refine(
    (sinks) => new Set(sinks.map(({ name }) => name)).size === sinks.length,
    'two sinks have the same name: give each a name of its own',
  );

export type SinkSettings = z.output<typeof sinkSettingsSchema>[number];
export type SinkType = SinkSettings['type'];
export type SettingsOf<T extends SinkType> = Extract<SinkSettings, { type: T }>;

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
