import { counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { unusualIn } from '../newcomer';
import { isKey, newcomerFinding } from '../newcomerFinding';
import { also, firstTime, seldom, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';

/**
 * Keys only: who moves from keys to Entra makes the account safer. Primary and secondary key of one
 * access level count as one, because rotation changes between them.
 */
export const authAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const unusual = unusualIn('authKind', event, context);
    if (unusual === null || !isKey(unusual.novelty.value)) return null;
    return newcomerFinding(unusual, [unusual.novelty.value]);
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`access with ${details['new'] ?? ''}`, details)}: ` +
    `${counted(occurrences, 'request')}${from(facts)}${withApplications(facts.applications)}; ` +
    `this account is used with ${details['usual'] ?? ''}, and ` +
    `${seldom('kind of access', details)}${also(details)}.`,
};
