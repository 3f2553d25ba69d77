import { injectionFinding, injectionOf, injectionReason } from '../injection';
import type { EventDetector } from '../detector';
import { metadata } from './metadata';

const MANY_ROWS = 100;

export const dataExfiltrationInjection: EventDetector = {
  kind: 'event',
  subject: 'queryText',
  metadata,
  detect(event, context) {
    const verdict = injectionOf(event, context, 'exfiltration');
    if (verdict === null) return null;
    const severity = (event.query?.rows ?? 0) >= MANY_ROWS ? 'High' : 'Medium';
    return { ...injectionFinding(event, verdict, context), severity };
  },
  reason: (story) => injectionReason('may have run', story),
};
