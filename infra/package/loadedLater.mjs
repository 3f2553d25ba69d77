/**
 * Packages that the functions load only where they are configured: outside the bundles, whose weight
 * they would double.
 */
export const LOADED_LATER = [
  '@azure/communication-email',
  '@azure/event-hubs',
  '@azure/eventgrid',
  '@azure/identity',
  '@azure/monitor-ingestion',
  '@azure/monitor-opentelemetry-exporter',
  '@azure/monitor-query',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-metrics',
  'nodemailer',
];
