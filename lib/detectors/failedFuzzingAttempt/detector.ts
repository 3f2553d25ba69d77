import { injectionFinding, injectionOf, injectionReason } from '../injection';
import type { EventDetector } from '../detector';
import { metadata } from './metadata';

/** What is hardly surer than chance, and a lone quote, may be a slip of a person. */
const SURE = 0.6;
/** Three slips within six hours are a probe, fifty a burst. */
const PROBE = 3;
const BURST = 50;

export const failedFuzzingAttempt: EventDetector = {
  kind: 'event',
  subject: 'queryText',
  metadata,
  detect(event, context) {
    const verdict = injectionOf(event, context, 'failed');
    if (verdict === null) return null;
    const isSlip = verdict.technique === 'syntax-probe' || verdict.confidence < SURE;
    const severity = isSlip ? 'Informational' : 'Low';
    return { ...injectionFinding(event, verdict, context), severity };
  },
  escalate({ occurrences }) {
    if (occurrences >= BURST) return 'Medium';
    return occurrences >= PROBE ? 'Low' : 'Informational';
  },
  reason: (story) => injectionReason('failed', story),
};
