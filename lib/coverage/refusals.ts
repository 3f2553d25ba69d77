import { counted } from '../alerts/phrases';
import { isoTimeOrNull, type AccountFacts } from './accountFacts';
import { provokeRefusal } from './commands';
import type { RefusalCoverage } from './report';

/** With fewer requests or days, that nobody was refused tells nothing. */
const ENOUGH_REQUESTS = 10_000;
const ENOUGH_DAYS = 3;

/**
 * Whether refused requests show in the logs of the account. Microsoft's documentation and tests of
 * others contradict each other there, so it is judged by what came.
 */
export function refusalCoverage(facts: AccountFacts): RefusalCoverage {
  const { days, sum, observations } = facts;
  const { requests, denied, throttled } = sum.figures;
  const { lastDenied, lastThrottled } = observations.known;
  const figures = {
    denied,
    throttled,
    lastDeniedUtc: isoTimeOrNull(lastDenied),
    lastThrottledUtc: isoTimeOrNull(lastThrottled),
  };
  if (lastDenied !== null) return { state: 'logged', ...figures, why: '', fix: null };
  if (requests < ENOUGH_REQUESTS || days.length < ENOUGH_DAYS) {
    const why = `No refused request has shown yet, among ${counted(requests, 'request')} on ${counted(days.length, 'day')}: too few to tell.`;
    return { state: 'unknown', ...figures, why, fix: null };
  }
  return {
    state: 'neverSeen',
    ...figures,
    why: `None of ${counted(requests, 'request')} on ${counted(days.length, 'day')} was refused (401, 403). Either nobody was, or the logs leave refusals out: then guessed keys are not seen.`,
    fix: {
      text: 'Find out: send a request with a wrong key (the answer is 401) and look here again after 15 minutes. The record shows in the hour it was made.',
      commands: [provokeRefusal(facts.accountId)],
    },
  };
}
