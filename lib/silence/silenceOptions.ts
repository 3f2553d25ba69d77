import type { SilencePorts } from './watchSilence';

/** Settings that silences are judged by. */
export interface SilenceSettings {
  readonly silenceMinutes: number;
  readonly silencePipelinePercent: number;
  readonly eventHubNamespaceIds: readonly string[];
}

/** A look that comes so much later than the one before follows a time in which the app was down, ms. */
const DOWN_AFTER = 20 * 60_000;

/** What the settings say to a watch. */
export function silenceOptions(
  settings: SilenceSettings,
): Pick<SilencePorts, 'namespaceIds' | 'limits' | 'downAfter'> {
  const { silenceMinutes, silencePipelinePercent, eventHubNamespaceIds } = settings;
  return {
    namespaceIds: eventHubNamespaceIds,
    limits: { leastMinutes: silenceMinutes, pipelineShare: silencePipelinePercent / 100 },
    downAfter: DOWN_AFTER,
  };
}
