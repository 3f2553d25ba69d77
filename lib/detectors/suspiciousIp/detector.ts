import { between, by, bytes, counted, from, list } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { listedClient } from '../listedClient';
import { metadata } from './metadata';

/** Only access that succeeded counts. */
export const suspiciousIp: EventDetector = {
  kind: 'event',
  subject: 'listedClient',
  metadata,
  detect(event, context) {
    const reputation = listedClient(event, context);
    if (reputation === null || !reputation.malicious) return null;
    return {
      account: event.account,
      api: event.api,
      group: [event.clientIp],
      time: event.time,
      severity: 'Medium',
      confidence: 0.8,
      details: { feed: reputation.sources.join(', ') },
    };
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `${counted(occurrences, 'successful request')}${from(facts)}, listed as malicious by ` +
    `${details['feed'] ?? 'a threat list'},${by(facts)} ${between(startTime, endTime)}: ` +
    `${list(facts.operations)}, ${bytes(facts.responseBytes)} read.`,
};
