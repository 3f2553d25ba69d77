/**
 * The settings that the registration of functions needs. They are read by hand: whatever is loaded
 * for it lengthens every cold start. `lib/settings` reads and reports them like all others.
 */

/** Name of the app setting, or of the group of settings, with the connection of the event hubs. */
export const HUB_CONNECTION = 'EventHubConnection';
export const EVENT_HUBS_SETTING = 'WARDEN_EVENT_HUBS';
export const CONSUMER_GROUP_SETTING = 'WARDEN_CONSUMER_GROUP';
export const DEFAULT_EVENT_HUBS: readonly string[] = ['cosmos-diagnostics', 'activity-log'];
export const DEFAULT_CONSUMER_GROUP = '$Default';

/** Names of event hubs, comma-separated; null where one of them can be none. */
export function eventHubNames(text: string): readonly string[] | null {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name))
    ? names
    : null;
}

/** The hubs that functions are registered for. */
export function registeredHubs(): {
  readonly eventHubs: readonly string[];
  readonly consumerGroup: string;
} {
  const group = process.env[CONSUMER_GROUP_SETTING]?.trim() ?? '';
  return {
    eventHubs: eventHubNames(process.env[EVENT_HUBS_SETTING] ?? '') ?? DEFAULT_EVENT_HUBS,
    consumerGroup: group === '' ? DEFAULT_CONSUMER_GROUP : group,
  };
}
