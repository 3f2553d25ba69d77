import type { AuthLevel } from './accessKeys';
import { ChangeFeedTrigger } from './changeFeedTrigger';
import type { EventHubServices } from './eventHubTrigger';
import { EventHubTrigger } from './eventHubTrigger';
import type { FunctionApp, RegisteredFunction } from './functionApp';
import type { HostJson } from './hostJson';
import type { HttpEndpoint } from './httpServer';
import { toEndpoint } from './httpServer';
import { triggerBinding } from './invoker';
import { messageOf } from './log';
import type { TimerServices } from './timerTrigger';
import { TimerTrigger } from './timerTrigger';

/** A function that this host runs. */
export type HostedFunction =
  | {
      readonly kind: 'http';
      readonly name: string;
      /** With the route prefix, e.g. `api/alerts/{id}`. */
      readonly route: string;
      readonly methods: readonly string[];
      readonly authLevel: AuthLevel;
    }
  | { readonly kind: 'timer'; readonly name: string; readonly schedule: string }
  | {
      readonly kind: 'eventHub';
      readonly name: string;
      readonly hub: string;
      readonly consumerGroup: string;
    }
  | { readonly kind: 'changeFeed'; readonly name: string; readonly container: string };

/** A function that cannot run here, and why. The others run, as in Azure. */
export interface LoadFailure {
  readonly name: string;
  readonly reason: string;
}

export interface Triggers {
  readonly endpoints: readonly HttpEndpoint[];
  readonly timers: readonly TimerTrigger[];
  readonly readers: readonly EventHubTrigger[];
  readonly feeds: readonly ChangeFeedTrigger[];
  readonly functions: readonly HostedFunction[];
  readonly failures: readonly LoadFailure[];
}

/** Makes, but does not start, the trigger of each function of the app. */
export function createTriggers(
  app: FunctionApp,
  extensions: HostJson['extensions'],
  services: TimerServices & Omit<EventHubServices, 'options'>,
): Triggers {
  const endpoints: HttpEndpoint[] = [];
  const timers: TimerTrigger[] = [];
  const readers: EventHubTrigger[] = [];
  const feeds: ChangeFeedTrigger[] = [];
  const functions: HostedFunction[] = [];
  const failures: LoadFailure[] = [];

  const create = (registered: RegisteredFunction): HostedFunction => {
    const { name } = registered.metadata;
    const type = triggerBinding(registered.metadata).binding.type ?? '';
    switch (type.toLowerCase()) {
      case 'httptrigger': {
        const endpoint = toEndpoint(registered, extensions.http.routePrefix);
        endpoints.push(endpoint);
        const { route, methods, authLevel } = endpoint;
        return { kind: 'http', name, route: route.template, methods, authLevel };
      }
      case 'timertrigger': {
        const timer = new TimerTrigger(registered, services);
        timers.push(timer);
        return { kind: 'timer', name, schedule: timer.schedule };
      }
      case 'eventhubtrigger': {
        const options = extensions.eventHubs;
        const reader = new EventHubTrigger(registered, { ...services, options });
        readers.push(reader);
        const { hub, consumerGroup } = reader;
        return { kind: 'eventHub', name, hub, consumerGroup };
      }
      case 'cosmosdbtrigger': {
        const feed = new ChangeFeedTrigger(registered, services);
        feeds.push(feed);
        return { kind: 'changeFeed', name, container: feed.container };
      }
      default:
        throw new TypeError(`the local host has no trigger of type ${type}`);
    }
  };

  for (const [name, registered] of app.functions) {
    try {
      functions.push(create(registered));
    } catch (error) {
      const reason = messageOf(error);
      failures.push({ name, reason });
      services.log({
        level: 'error',
        source: 'host',
        message: `The function cannot run: ${reason}`,
        functionName: name,
      });
    }
  }
  return { endpoints, timers, readers, feeds, functions, failures };
}
