import { EventClock } from '../cli/scan/eventClock';
import { LiveActivityStore } from '../lib/activity/liveActivityStore';
import { HOUR } from '../lib/activity/windowPart';
import { NO_BASELINES, type KnownBaselines } from '../lib/baseline/baseline';
import { LearnedQueries } from '../lib/baseline/learnedQueries';
import { QueryJudge } from '../lib/baseline/queryJudge';
import { credentialGuessing } from '../lib/detectors/credentialGuessing/detector';
import { dataExfiltrationInjection } from '../lib/detectors/dataExfiltrationInjection/detector';
import { failedFuzzingAttempt } from '../lib/detectors/failedFuzzingAttempt/detector';
import { massDeletion } from '../lib/detectors/massDeletion/detector';
import { suspiciousIp } from '../lib/detectors/suspiciousIp/detector';
import { torAnomaly } from '../lib/detectors/torAnomaly/detector';
import { Pipeline } from '../lib/pipeline';
import { createJudgements } from '../lib/query/judgement';
import { MemoryStore } from '../lib/storage/memoryStore';
import { NO_RULES } from '../lib/alerts/suppression/currentRules';
import { benchPorts } from './pipeline';

const QUERY_CACHE = 8_000_000;
/** Detectors that need no history. */
const DETECTORS = [
  torAnomaly,
  suspiciousIp,
  dataExfiltrationInjection,
  failedFuzzingAttempt,
  credentialGuessing,
  massDeletion,
];

/** Each query text is judged by itself alone: what a container normally runs is history, too. */
class NoTemplates extends LearnedQueries {
  override known(): null {
    return null;
  }

  override isWellKnown(): boolean {
    return true;
  }
}

/** The pipeline with the first detectors alone: no profiles, no templates, no silence, no coverage. */
export function firstDetectors(): Pipeline {
  const { deadLetters, threatIntel, geo, settings } = benchPorts();
  const activity = new LiveActivityStore();
  const judgements = createJudgements({ maxCharacters: QUERY_CACHE });
  return new Pipeline(
    {
      store: new MemoryStore(),
      activity,
      deadLetters,
      partitions: null,
      threatIntel: () => Promise.resolve(threatIntel),
      placeOf: (address) => geo.lookup(address),
      queries: new QueryJudge(judgements, new NoTemplates(null)),
      baselines: forgetting(activity),
      suppressions: NO_RULES,
      sightings: null,
      clock: new EventClock(0),
    },
    DETECTORS,
    settings,
  );
}

/** Nothing is learned; hours are let go when they would have been. */
function forgetting(activity: LiveActivityStore): KnownBaselines {
  return {
    ...NO_BASELINES,
    prepare(_accounts, now) {
      for (const hour of activity.hoursToLearn(now - HOUR)) activity.learned(hour);
      return Promise.resolve();
    },
  };
}
