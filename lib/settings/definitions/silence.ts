import { EVENT_HUB_NAMESPACE_IDS, SILENCE_MINUTES, SILENCE_PIPELINE_PERCENT } from '../silence';
import { bounded, names, setting } from './setting';

/** When silence is reported. */
export const SILENCE_SETTINGS = {
  silenceMinutes: bounded(SILENCE_MINUTES),
  silencePipelinePercent: bounded(SILENCE_PIPELINE_PERCENT),
  eventHubNamespaceIds: setting<readonly string[]>({
    ...EVENT_HUB_NAMESPACE_IDS,
    schema: names,
    fallback: [],
  }),
};
