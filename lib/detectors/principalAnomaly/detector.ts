import { counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { unusualIn } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, firstTime, seldom, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';

export const principalAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const unusual = unusualIn('principal', event, context);
    return unusual === null ? null : newcomerFinding(unusual, [unusual.novelty.value]);
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`access by ${details['new'] ?? ''}`, details)}: ` +
    `${counted(occurrences, 'request')}${from(facts)}${withApplications(facts.applications)}; ` +
    `this account is used by ${details['usual'] ?? 'keys'}, and ` +
    `${seldom('identity', details)}${also(details)}.`,
};
