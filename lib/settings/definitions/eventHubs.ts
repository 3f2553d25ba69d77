import * as z from 'zod';
import {
  CONSUMER_GROUP_SETTING,
  DEFAULT_CONSUMER_GROUP,
  DEFAULT_EVENT_HUBS,
  EVENT_HUBS_SETTING,
  eventHubNames,
} from '../hubs';
import { setting, text } from './setting';

/** The event hubs that are read. */
export const EVENT_HUB_SETTINGS = {
  eventHubs: setting<readonly string[]>({
    name: EVENT_HUBS_SETTING,
    description:
      'Event hubs to read, comma-separated; CONNECTION/HUB for one of a further namespace, whose address is in the app setting CONNECTION__fullyQualifiedNamespace',
    example: DEFAULT_EVENT_HUBS.join(','),
    schema: z.string().transform((value, context) => {
      const hubs = eventHubNames(value);
      if (hubs !== null) return hubs;
      context.addIssue({ code: 'custom', message: 'is no list of event hub names' });
      return z.NEVER;
    }),
    fallback: DEFAULT_EVENT_HUBS,
  }),
  consumerGroup: setting<string>({
    name: CONSUMER_GROUP_SETTING,
    description: 'Consumer group to read the hubs with',
    example: DEFAULT_CONSUMER_GROUP,
    schema: text,
    fallback: DEFAULT_CONSUMER_GROUP,
  }),
};
