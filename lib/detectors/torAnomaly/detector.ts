import { between, by, bytes, counted, from, list } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { listedClient } from '../listedClient';
import { metadata } from './metadata';

/** Only access that succeeded counts: a refused stranger is noise. */
export const torAnomaly: EventDetector = {
  kind: 'event',
  subject: 'listedClient',
  metadata,
  detect(event, context) {
    const reputation = listedClient(event, context);
    if (reputation === null || !reputation.tor) return null;
    return {
      account: event.account,
      api: event.api,
      group: [],
      time: event.time,
      severity: event.operation === 'head' || event.operation === 'other' ? 'Medium' : 'High',
      confidence: 0.95,
      details: { feed: reputation.sources.join(', ') },
    };
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `${counted(occurrences, 'successful request')}${from(facts)}${by(facts)} ` +
    `${between(startTime, endTime)} came through Tor exit nodes ` +
    `(${details['feed'] ?? 'exit list'}): ${list(facts.operations)}, ` +
    `${bytes(facts.responseBytes)} read.`,
};
