import type { OpenTransport } from './configuredSink';

/** Loads what a type of sink needs, and nothing else. */
export const openTransport: OpenTransport = async (settings, ports) => {
  switch (settings.type) {
    case 'eventGrid': {
      const { EventGridTransport } = await import('./sinks/eventGrid');
      return EventGridTransport.open(settings, ports);
    }
    case 'eventHub': {
      const { EventHubTransport } = await import('./sinks/eventHub');
      return EventHubTransport.open(settings, ports);
    }
    case 'logAnalytics': {
      const { LogAnalyticsTransport } = await import('./sinks/logAnalytics');
      return LogAnalyticsTransport.open(settings, ports);
    }
    case 'smtp':
    case 'azureEmail': {
      const { openMail } = await import('./email/openMail');
      return openMail(settings, ports);
    }
    case 'webhook': {
      const { WebhookTransport } = await import('./sinks/webhook');
      return new WebhookTransport(settings, ports);
    }
  }
};
