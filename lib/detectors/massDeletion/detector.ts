import { between, by, counted, from, list } from '../../alerts/phrases';
import type { Actor } from '../../activity/actor';
import type { Watched } from '../../activity/watched';
import { actorsBy, operationsOf, type ActivityWindow } from '../../activity/window';
import { actorFacts, timesOf } from '../actors';
import type { WindowDetector, WindowFinding } from '../detector';
import { metadata } from './metadata';

const HIGH_FACTOR = 10;
const MANY_DROPPED = 3;

export const massDeletion: WindowDetector = {
  kind: 'window',
  subject: 'watchedOperations',
  metadata,
  detect(window, { thresholds, country }) {
    const threshold = thresholds.massDeletionDocuments;
    const findings: WindowFinding[] = [];
    for (const { address, actors, operations } of byAddress(window, 'deleted')) {
      if (operations < threshold) continue;
      findings.push({
        ...common(window, actors, operations),
        ...timesOf(actors, 'deleted'),
        group: ['document', address],
        severity: operations >= threshold * HIGH_FACTOR ? 'High' : 'Medium',
        confidence: 0.6,
        facts: actorFacts(actors, country),
        details: { what: 'document', threshold: String(threshold) },
      });
    }
    for (const { address, actors, operations } of byAddress(window, 'dropped')) {
      findings.push({
        ...common(window, actors, operations),
        ...timesOf(actors, 'dropped'),
        group: ['container', address],
        severity: operations >= MANY_DROPPED ? 'High' : 'Medium',
        confidence: 0.7,
        facts: actorFacts(actors, country),
        details: { what: 'container or database' },
      });
    }
    return findings;
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const deleted =
      details['what'] === 'document'
        ? `${counted(occurrences, 'document')} deleted`
        : `${counted(occurrences, 'container or database', 'containers or databases')} dropped`;
    const threshold = details['threshold'];
    const limit = threshold === undefined ? '' : `; an hour with ${threshold} is reported`;
    return (
      `${deleted} in ${list(facts.containers)}${from(facts)}${by(facts)} ` +
      `${between(startTime, endTime)}${limit}.`
    );
  },
};

/** Who did operations of one kind, by address, and how many. */
function byAddress(window: ActivityWindow, kind: Watched) {
  const acting = window.actors.filter((actor) => actor.watched.has(kind));
  return [...actorsBy(acting, (actor) => actor.address)].map(([address, actors]) => {
    return { address, actors, operations: operationsOf(actors, kind) };
  });
}

function common(window: ActivityWindow, actors: readonly Actor[], occurrences: number) {
  const { account, start } = window;
  return { account, api: actors[0]?.api ?? null, time: start, occurrences };
}
