/** The settings of `CosmosDB_TelemetrySilence`: what they are, and within which bounds they are safe. */

/** Minutes without a record that are no silence, whoever pauses. */
export const SILENCE_MINUTES = {
  name: 'WARDEN_SILENCE_MINUTES',
  description:
    'Minutes without a record below which no account counts as silent, however often it reports, 20 to 1,440',
  least: 20,
  most: 1_440,
  fallback: 45,
} as const;

/** Percent of the accounts of a hub or region that are silent at once for it to be the pipeline. */
export const SILENCE_PIPELINE_PERCENT = {
  name: 'WARDEN_SILENCE_PIPELINE_PERCENT',
  description:
    'Percent of the accounts of a hub or region that fall silent at once for one alert on the hub instead of one on each, 10 to 100',
  least: 10,
  most: 100,
  fallback: 33,
} as const;

/** Resource ids of Event Hubs namespaces. */
export const EVENT_HUB_NAMESPACE_IDS = {
  name: 'WARDEN_EVENT_HUB_NAMESPACE_IDS',
  description:
    'Resource ids of the Event Hubs namespaces, comma-separated, so that an alert on a hub names the right resource; without them it has the name alone',
  example:
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/logs/providers/Microsoft.EventHub/namespaces/my-namespace',
} as const;
