import type { Detector } from '../detectors/detector';
import { apisOf, heardAt, isoTime, isoTimeOrNull, nameOf, type AccountFacts } from './accountFacts';
import { categoryCoverage } from './categories';
import { detectorCoverage } from './detectors';
import { gapsOf, isSilent } from './gaps';
import { queryTextCoverage } from './queryText';
import { refusalCoverage } from './refusals';
import type { AccountCoverage, ObservedWindow } from './report';
import { routeCoverage } from './routes';

/** What the logs of an account show, and what they leave dark. Pure. */
export function accountCoverage(
  facts: AccountFacts,
  catalogue: readonly Detector[],
): AccountCoverage {
  const categories = categoryCoverage(facts);
  const sections = {
    categories,
    queryText: queryTextCoverage(facts),
    refusals: refusalCoverage(facts),
    routes: routeCoverage(facts),
    detectors: catalogue.map((detector) => detectorCoverage(detector, facts, categories)),
  };
  const gaps = gapsOf(facts, sections);
  return {
    accountId: facts.accountId,
    account: nameOf(facts),
    state: isSilent(facts) ? 'silent' : gaps.length > 0 ? 'gaps' : 'complete',
    apis: apisOf(facts),
    lastHeardUtc: isoTimeOrNull(heardAt(facts)),
    stage: facts.learning?.stage ?? 'new',
    historyDays: facts.learning?.historyDays ?? 0,
    window: windowOf(facts),
    ...sections,
    gaps,
  };
}

/** The time that the figures are about; null before any hour was counted. */
export function windowOf({ observations, days, sum, now }: AccountFacts): ObservedWindow | null {
  const { learnedThrough } = observations.known;
  if (learnedThrough === null) return null;
  return {
    fromUtc: isoTime(observations.windowStart(now)),
    toUtc: isoTime(Math.min(now, learnedThrough + 3_600_000)),
    days: days.length,
    requests: sum.figures.requests,
  };
}
