import { SEVERITIES, worse, type Severity } from '../../alerts/alert';
import { mergeFacts, NO_FACTS, type Facts } from '../../alerts/facts';
import { HOUR } from '../../alerts/identity';
import type { Link } from './link';
import type { AccountId } from '../../telemetry/event';
import type { CorrelationDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { metadata } from './metadata';
import { pathsIn, type Path } from './paths';
import { chainSteps, KINDS, named, stepsOf, toldStep, worstOf, type Step } from './steps';
import { toldChain } from './telling';

const WEEK = metadata.bucket * HOUR;
/** Confidence in a deed that is no alert. */
const OF_DEED = 0.3;
const HIGHEST_CONFIDENCE = 0.95;

/**
 * Ways in, what came by them and what was done then, put together by the week of the way in: it is
 * made once, while visits and damage go on for days. The last event time of an alert lies in its own
 * bucket, and so the week never moves.
 */
export const attackChain: CorrelationDetector = {
  kind: 'correlation',
  metadata,
  detect(account, links) {
    const weeks = new Map<number, Path[]>();
    for (const path of pathsIn(links)) {
      const week = Math.floor(path.means.endTime / WEEK);
      weeks.set(week, [...(weeks.get(week) ?? []), path]);
    }
    return [...weeks].map(([week, paths]) =>
      findingOf(account, week * WEEK, stepsOf(paths, links)),
    );
  },
  reason: ({ details, occurrences }) =>
    toldChain(chainSteps({ extendedProperties: details }), occurrences),
};

function findingOf(account: AccountId, time: number, steps: readonly Step[]): WindowFinding {
  const links = steps.map(({ link }) => link);
  const told = named(steps);
  const alerts = [...new Set(told.flatMap(({ alert }) => alert ?? []))];
  const tied = alerts.map(({ accountId, id }) => ({ account: accountId, id }));
  return {
    account,
    api: alerts.find(({ api }) => api !== null)?.api ?? null,
    group: [],
    time,
    severity: worse('Medium', oneMore(worstOf(steps))),
    confidence: confidenceOf(steps),
    occurrences: steps.length,
    startTime: Math.min(...links.map(({ startTime }) => startTime)),
    endTime: Math.max(...links.map(({ endTime }) => endTime)),
    facts: factsOf(links),
    tied,
    details: {
      relatedAlerts: tied.map(({ id }) => id).join(', '),
      steps: JSON.stringify(told.map(toldStep)),
    },
  };
}

function oneMore(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? 'High';
}

/** Each kind of step by its surest one; all three would have to be wrong. */
function confidenceOf(steps: readonly Step[]): number {
  const doubt = KINDS.reduce((left, kind) => {
    const sure = steps
      .filter(({ step }) => step === kind)
      .map(({ alert }) => alert?.confidence ?? OF_DEED);
    return left * (1 - Math.max(0, ...sure));
  }, 1);
  return Math.min(HIGHEST_CONFIDENCE, Math.round((1 - doubt) * 100) / 100);
}

/** Alerts tell of the same requests, so the largest sums stand for all. */
function factsOf(links: readonly Link[]): Facts {
  const all = links.map(({ facts }) => facts);
  const largest = (of: (facts: Facts) => number) => Math.max(...all.map(of));
  return {
    ...all.reduce(mergeFacts, NO_FACTS),
    responseBytes: largest(({ responseBytes }) => responseBytes),
    requestUnits: largest(({ requestUnits }) => requestUnits),
    rows: largest(({ rows }) => rows),
  };
}
