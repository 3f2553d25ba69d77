import type * as z from 'zod';
import { feedDefinitionsSchema, TOR_EXIT_FEED } from '../../intel/feedDefinition';
import { json, names, setting, text } from './setting';

/** What is known of addresses: threat lists and places. */
export const CLIENT_ORIGIN_SETTINGS = {
  torFeed: setting<string>({
    name: 'WARDEN_TOR_FEED',
    description: 'HTTPS URL or file with the Tor exit addresses; off for none',
    example: TOR_EXIT_FEED.source,
    schema: text,
    fallback: TOR_EXIT_FEED.source,
  }),
  intelFeeds: setting<z.output<typeof feedDefinitionsSchema>>({
    name: 'WARDEN_INTEL_FEEDS',
    description: 'Further threat lists, as a JSON array',
    example:
      '[{"id":"blocklist","kind":"malicious","source":"https://example.com/list.txt","format":"plain"}]',
    schema: json.pipe(feedDefinitionsSchema),
    fallback: [],
  }),
  geoDatabases: setting<string[]>({
    name: 'WARDEN_GEO_DATABASES',
    description: 'Paths of your own MMDB files (country, city, ASN), comma-separated',
    example: '/home/data/GeoLite2-City.mmdb',
    schema: names,
    fallback: [],
  }),
};
