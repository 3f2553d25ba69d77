import * as z from 'zod';
import { LISTING_KINDS } from './listing';

export const FEED_FORMATS = ['plain', 'torExitAddresses', 'csv', 'stix', 'intel'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** Feed ids become document ids, so they hold no character that Cosmos DB refuses there. */
const FEED_ID = /^[a-z0-9][a-z0-9.-]{0,62}$/;

export const feedDefinitionSchema = z
  .strictObject({
    id: z
      .string()
      .regex(FEED_ID, 'must be 1 to 63 lower-case letters, digits, dots or hyphens')
      .describe('Names the feed in alerts and in health'),
    kind: z.enum(LISTING_KINDS),
    source: z.string().min(1).describe('HTTPS URL, or path of a file'),
    format: z.enum(FEED_FORMATS).default('plain'),
    column: z
      .union([z.string().min(1), z.int().nonnegative()])
      .optional()
      .describe('csv only: name of the column in the header line, or its number counted from 0'),
  })
  .refine(({ format, column }) => (format === 'csv') === (column !== undefined), {
    path: ['column'],
    error: 'is needed for format csv, and only there',
  });

/** A list of addresses to watch for: where it is, and how to read it. */
export type FeedDefinition = Readonly<z.infer<typeof feedDefinitionSchema>>;

export const feedDefinitionsSchema = z
  .array(feedDefinitionSchema)
  .refine((feeds) => new Set(feeds.map(({ id }) => id)).size === feeds.length, {
    error: 'Two feeds have the same id',
  });

/** The exits of the Tor network, as the Tor project publishes them. */
export const TOR_EXIT_FEED: FeedDefinition = {
  id: 'tor-exits',
  kind: 'tor',
  source: 'https://check.torproject.org/torbulkexitlist',
  format: 'plain',
};
