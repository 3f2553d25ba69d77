import { by, counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { unusualIn } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, firstTime, seldom } from '../newcomerPhrases';
import { metadata } from './metadata';
import { isOwnWork } from './ownWork';

export const appAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const unusual = unusualIn('application', event, context);
    if (unusual === null) return null;
    const finding = newcomerFinding(unusual, [unusual.novelty.value]);
    // What an alert told of, in other hands, is not one's own.
    const isOwn = !unusual.novelty.reported && isOwnWork(unusual, context);
    if (finding?.severity !== 'Low' || !isOwn) return finding;
    return { ...finding, severity: 'Informational' };
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`use of ${details['new'] ?? ''}`, details)}${by(facts)}: ` +
    `${counted(occurrences, 'request')}${from(facts)}; this account is used with ` +
    `${details['usual'] ?? ''}, and ${seldom('application', details)}${also(details)}.`,
};
