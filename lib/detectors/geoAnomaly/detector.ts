import { principalText } from '../../alerts/facts';
import { by, counted, from } from '../../alerts/phrases';
import type { EventDetector } from '../detector';
import { unusualIn } from '../newcomer';
import { newcomerFinding } from '../newcomerFinding';
import { also, countryText, firstTime, seldom, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';
import { isTrip } from './trip';

export const geoAnomaly: EventDetector = {
  kind: 'event',
  subject: 'newcomer',
  metadata,
  detect(event, context) {
    const unusual = unusualIn('country', event, context);
    if (unusual === null) return null;
    const group = [unusual.novelty.value, principalText(event.principal)];
    const finding = newcomerFinding(unusual, group);
    if (finding?.severity !== 'Low' || !isTrip(unusual)) return finding;
    return { ...finding, severity: 'Informational' };
  },
  reason: ({ occurrences, facts, details }) =>
    `${firstTime(`access from ${countryText(details['new'] ?? '')}`, details)}${by(facts)}: ` +
    `${counted(occurrences, 'request')}${from({ ...facts, countries: [] })}` +
    `${withApplications(facts.applications)}; this account is used from ` +
    `${details['usual'] ?? 'private networks'}, and ${seldom('country', details)}${also(details)}.`,
};
