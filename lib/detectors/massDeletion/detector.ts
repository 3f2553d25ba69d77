import { between, by, counted, from, list } from '../../alerts/phrases';
import type { Actor } from '../../activity/actor';
import { actorsBy, operationsOf } from '../../activity/window';
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
    if (!window.actors.some(hasDeleted)) return [];
    const threshold = thresholds.massDeletionDocuments;
    const findings: WindowFinding[] = [];
    for (const [address, actors] of actorsBy(window.actors, (actor) => actor.address)) {
      if (!actors.some(hasDeleted)) continue;
      const base = {
        account: window.account,
        api: actors[0]?.api ?? null,
        time: window.start,
        ...timesOf(actors),
      };
      const deleted = operationsOf(actors, 'deleted');
      if (deleted >= threshold) {
        findings.push({
          ...base,
          group: ['document', address],
          severity: deleted >= threshold * HIGH_FACTOR ? 'High' : 'Medium',
          confidence: 0.6,
          occurrences: deleted,
          facts: actorFacts(actors, country),
          details: { what: 'document', threshold: String(threshold) },
        });
      }
      const dropped = operationsOf(actors, 'dropped');
      if (dropped > 0) {
        findings.push({
          ...base,
          group: ['container', address],
          severity: dropped >= MANY_DROPPED ? 'High' : 'Medium',
          confidence: 0.7,
          occurrences: dropped,
          facts: actorFacts(actors, country),
          details: { what: 'container or database' },
        });
      }
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

function hasDeleted({ watched }: Actor): boolean {
  return watched.has('deleted') || watched.has('dropped');
}
