import { principalText } from '../../alerts/facts';
import { by, counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { newcomerOf } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, countryText, firstTime, seldom, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';

export const geoAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const newcomer = newcomerOf(event, context);
    const country = newcomer?.rare.get('country');
    if (newcomer === null || country === undefined) return null;
    return newcomerFinding(newcomer, country, [country.value, principalText(event.principal)]);
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`access from ${countryText(details['new'] ?? '')}`, details)}${by(facts)}: ` +
    `${counted(occurrences, 'request')}${from({ ...facts, countries: [] })}` +
    `${withApplications(facts.applications)}; this account is used from ` +
    `${details['usual'] ?? 'private networks'}, and ${seldom('country', details)}${also(details)}.`,
};
