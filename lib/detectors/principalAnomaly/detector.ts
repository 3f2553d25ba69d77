import { counted, from } from '../../alerts/phrases';
import type { AccessEvent } from '../../telemetry/event';
import type { DetectionContext, EventDetector } from '../detector';
import { unusualIn, type Unusual } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, firstTime, seldom, withApplications } from '../newcomerPhrases';
import { isColleague, isOffice } from '../people';
import { metadata } from './metadata';

export const principalAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const unusual = unusualIn('principal', event, context);
    if (unusual === null) return null;
    const finding = newcomerFinding(unusual, [unusual.novelty.value]);
    const isExpected = finding !== null && isColleagueAtWork(unusual, event, context);
    return isExpected ? { ...finding, severity: 'Informational' } : finding;
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`access by ${details['new'] ?? ''}`, details)}: ` +
    `${counted(occurrences, 'request')}${from(facts)}${withApplications(facts.applications)}; ` +
    `this account is used by ${details['usual'] ?? 'keys'}, and ` +
    `${seldom('identity', details)}${also(details)}.`,
};

/** Somebody new opens the account in the portal, at a place from which others use it. */
function isColleagueAtWork(
  { newcomer: { novelties, baseline } }: Unusual,
  event: AccessEvent,
  context: DetectionContext,
): boolean {
  return (
    event.application.kind === 'browser' &&
    isColleague(event, novelties, baseline, context) &&
    isOffice(event.clientIp, baseline, context)
  );
}
