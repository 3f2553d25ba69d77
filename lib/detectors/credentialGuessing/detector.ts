import type { Severity } from '../../alerts/alert';
import { between, counted, from } from '../../alerts/phrases';
import type { Actor } from '../../activity/actor';
import { actorsBy, operationsOf, type ActivityWindow } from '../../activity/window';
import { actorFacts, timesOf } from '../actors';
import type { DetectionContext, WindowDetector } from '../detector';
import type { WindowFinding } from '../../alerts/finding';
import { stageDetails } from '../usualText';
import {
  isFamiliar,
  isOwnMachine,
  refusalLimit,
  spreadLimit,
  strangersLimit,
  unknownNetwork,
  type RefusalLimit,
} from './refusals';
import { metadata } from './metadata';

/** Addresses from which on guessing counts as spread out. */
const MANY_ADDRESSES = 10;
const MEDIUM_FACTOR = 10;
const CONFIDENCE = 0.6;
/** What was refused and then let in was guessed, found or mended. */
const CONFIDENCE_AFTER_SUCCESS = 0.7;

export const credentialGuessing: WindowDetector = {
  kind: 'window',
  subject: 'watchedOperations',
  metadata,
  detect(window, context) {
    const baseline = context.baseline(window.account);
    const threshold = context.thresholds.credentialGuessingRefusals;
    const findings: WindowFinding[] = [];
    const refused = window.watched.filter((actor) => actor.watched.has('refused'));
    if (refused.length === 0) return findings;
    let spread = 0;
    const byAddress = actorsBy(refused, (actor) => actor.address);
    const strangers = new Map<string, Actor[]>();
    const ofStrangers = strangersLimit(window.start, baseline, context);
    for (const [address, actors] of byAddress) {
      const refusals = operationsOf(actors, 'refused');
      const isOwn = isOwnMachine(address, actors, baseline);
      const network = ofStrangers === null ? '' : unknownNetwork(address, baseline);
      const limit =
        network !== '' && ofStrangers !== null
          ? ofStrangers
          : refusals < threshold
            ? null
            : refusalLimit(actors, isOwn, window.start, baseline, context);
      // What one address does beyond its own limit says nothing about the others.
      if (!isOwn) {
        spread +=
          limit === null ? refusals : Math.min(refusals, Math.max(limit.limit, threshold) - 1);
      }
      if (limit !== null && refusals >= limit.limit) {
        findings.push(finding(window, context, address, actors, limit));
      } else if (network !== '') {
        strangers.set(network, [...(strangers.get(network) ?? []), ...actors]);
      }
    }
    const ofAll =
      byAddress.size < MANY_ADDRESSES || spread < threshold
        ? null
        : spreadLimit(window.start, baseline, context);
    if (ofAll !== null && spread >= ofAll.limit) {
      return [...findings, finding(window, context, 'many addresses', refused, ofAll)];
    }
    for (const [network, actors] of strangers) {
      if (ofStrangers === null || operationsOf(actors, 'refused') < ofStrangers.limit) continue;
      findings.push(finding(window, context, network, actors, ofStrangers));
    }
    return findings;
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const success = details['success'] === undefined ? '' : ', and then others let in';
    return (
      `${counted(occurrences, 'request')} refused${from(facts)} ${between(startTime, endTime)}` +
      `${success}; ${details['comparedWith'] ?? ''}.`
    );
  },
};

function finding(
  window: ActivityWindow,
  context: DetectionContext,
  group: string,
  actors: readonly Actor[],
  { limit, comparedWith }: RefusalLimit,
): WindowFinding {
  const baseline = context.baseline(window.account);
  const refusals = operationsOf(actors, 'refused');
  const gotIn = actors.filter((actor) => hasGotIn(actor) && !isFamiliar(actor, baseline));
  return {
    account: window.account,
    api: actors[0]?.api ?? null,
    group: [group],
    time: window.start,
    severity: severityOf(refusals, context, gotIn.length > 0),
    confidence: gotIn.length > 0 ? CONFIDENCE_AFTER_SUCCESS : CONFIDENCE,
    occurrences: refusals,
    facts: actorFacts(actors, context.country),
    details: {
      threshold: String(Math.round(limit)),
      comparedWith,
      ...stageDetails(baseline),
      ...(gotIn.length === 0 ? {} : { success: gotIn.map(({ address }) => address).join(', ') }),
    },
    ...timesOf(actors, 'refused'),
  };
}

function severityOf(refusals: number, { thresholds }: DetectionContext, gotIn: boolean): Severity {
  const isMany = refusals >= thresholds.credentialGuessingRefusals * MEDIUM_FACTOR;
  if (gotIn) return isMany ? 'High' : 'Medium';
  return isMany ? 'Medium' : 'Low';
}

/** Some of its requests succeeded, and it was still there after it was last refused. */
function hasGotIn({ totals, watched, lastSeen }: Actor): boolean {
  const refused = watched.get('refused');
  return refused !== undefined && totals.requests > totals.failed && lastSeen > refused.lastSeen;
}
