import { injectionFinding, injectionOf, injectionReason } from '../injection';
import type { EventDetector } from '../detector';
import { metadata } from './metadata';

export const failedFuzzingAttempt: EventDetector = {
  kind: 'event',
  subject: 'queryText',
  metadata,
  detect(event, context) {
    const verdict = injectionOf(event, context, 'failed');
    if (verdict === null) return null;
    return { ...injectionFinding(event, verdict, context), severity: 'Low' };
  },
  reason: (story) => injectionReason('failed', story),
};
