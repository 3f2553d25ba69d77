const EXPORTER_USE_SETTING = 'APPLICATION_INSIGHTS_NO_STATSBEAT';

/**
 * Keeps the metrics exporter from telling Microsoft's global cloud of its own use. It has no option
 * for that, and looks into the environment of the process, whatever a host may show to functions.
 */
export function keepExporterUsePrivate(): void {
  globalThis.process.env[EXPORTER_USE_SETTING] = 'true';
}
