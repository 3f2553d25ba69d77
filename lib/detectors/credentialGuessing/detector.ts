import { between, counted, from } from '../../alerts/phrases';
import type { Actor } from '../../activity/actor';
import { actorsBy, operationsOf, type ActivityWindow } from '../../activity/window';
import { actorFacts, timesOf } from '../actors';
import type { DetectionContext, WindowDetector, WindowFinding } from '../detector';
import { metadata } from './metadata';

/** Addresses from which on guessing counts as spread out, and how much more of it there must be. */
const MANY_ADDRESSES = 10;
const SPREAD_FACTOR = 3;
const MEDIUM_FACTOR = 10;

export const credentialGuessing: WindowDetector = {
  kind: 'window',
  subject: 'watchedOperations',
  metadata,
  detect(window, context) {
    const threshold = context.thresholds.credentialGuessingRefusals;
    const findings: WindowFinding[] = [];
    const refused = window.actors.filter((actor) => actor.watched.has('refused'));
    let spread = 0;
    const byAddress = actorsBy(refused, (actor) => actor.address);
    for (const [address, actors] of byAddress) {
      const refusals = operationsOf(actors, 'refused');
      // What one address does beyond its own threshold says nothing about the others.
      spread += Math.min(refusals, threshold - 1);
      if (refusals < threshold) continue;
      findings.push(finding(window, context, address, actors, refusals));
    }
    if (byAddress.size >= MANY_ADDRESSES && spread >= threshold * SPREAD_FACTOR) {
      findings.push(
        finding(window, context, 'many addresses', refused, operationsOf(refused, 'refused')),
      );
    }
    return findings;
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `${counted(occurrences, 'request')} refused${from(facts)} ${between(startTime, endTime)}; ` +
    `an hour with ${details['threshold'] ?? ''} is reported.`,
};

function finding(
  window: ActivityWindow,
  { thresholds, country }: DetectionContext,
  group: string,
  actors: readonly Actor[],
  refusals: number,
): WindowFinding {
  const threshold = thresholds.credentialGuessingRefusals;
  return {
    account: window.account,
    api: actors[0]?.api ?? null,
    group: [group],
    time: window.start,
    severity: refusals >= threshold * MEDIUM_FACTOR ? 'Medium' : 'Low',
    confidence: 0.6,
    occurrences: refusals,
    facts: actorFacts(actors, country),
    details: { threshold: String(threshold) },
    ...timesOf(actors, 'refused'),
  };
}
