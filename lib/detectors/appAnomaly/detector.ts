import { by, counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { newcomerOf } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, firstTime, seldom } from '../newcomerPhrases';
import { metadata } from './metadata';

export const appAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const newcomer = newcomerOf(event, context);
    const application = newcomer?.rare.get('application');
    if (newcomer === null || application === undefined) return null;
    return newcomerFinding(newcomer, application, [application.value]);
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`use of ${details['new'] ?? ''}`, details)}${by(facts)}: ` +
    `${counted(occurrences, 'request')}${from(facts)}; this account is used with ` +
    `${details['usual'] ?? ''}, and ${seldom('application', details)}${also(details)}.`,
};
