import { entityNotFound } from './eventHubsError';
import { EventHub } from './eventHub';
import type { HubOptions } from './eventHub';

/** The event hubs of the namespace by name; names know no case. */
export class HubDirectory {
  private readonly hubs = new Map<string, EventHub>();

  constructor(
    hubs: readonly HubOptions[],
    private readonly now: () => number,
  ) {
    for (const options of hubs) this.create(options);
  }

  /** @throws EventHubsError when there is no such hub. */
  find(name: string): EventHub {
    const hub = this.hubs.get(name.toLowerCase());
    if (!hub) throw entityNotFound(name);
    return hub;
  }

  /**
   * Deletes a hub with its events and makes it anew: sequence numbers and offsets begin again.
   *
   * @throws EventHubsError when there is no such hub.
   */
  recreate(name: string): void {
    const old = this.find(name);
    this.create(old.options);
    for (const link of old.links) link.close(entityNotFound(old.name));
  }

  private create(options: HubOptions): void {
    this.hubs.set(options.name.toLowerCase(), new EventHub(options, this.now));
  }
}
