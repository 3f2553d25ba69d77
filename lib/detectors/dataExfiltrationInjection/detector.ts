import { injectionFinding, injectionOf, injectionReason } from '../injection';
import type { EventDetector } from '../detector';
import { metadata } from './metadata';

const MANY_ROWS = 100;
const MANY_BYTES = 1_000_000;

export const dataExfiltrationInjection: EventDetector = {
  kind: 'event',
  subject: 'queryText',
  metadata,
  detect(event, context) {
    const verdict = injectionOf(event, context, 'exfiltration');
    if (verdict === null) return null;
    return { ...injectionFinding(event, verdict, context), severity: 'Medium' };
  },
  escalate: ({ facts }) =>
    facts.rows >= MANY_ROWS || facts.responseBytes >= MANY_BYTES ? 'High' : 'Medium',
  reason: (story) => injectionReason('may have run', story),
};
