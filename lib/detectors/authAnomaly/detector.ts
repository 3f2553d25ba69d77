import { counted, from } from '../../alerts/phrases';
import type { Finding } from '../../alerts/finding';
import type { AccessEvent } from '../../telemetry/event';
import { principalText } from '../../alerts/facts';
import type { DetectionContext, EventDetector } from '../detector';
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
    if (unusual === null || !isKey(unusual.novelty.value)) return ofReader(event, context);
    return newcomerFinding(unusual, [unusual.novelty.value]);
  },
  reason: ({ occurrences, facts, details }) => {
    const { key, usual } = details;
    const requests = `${counted(occurrences, 'request')}${from(facts)}${withApplications(facts.applications)}`;
    if (key !== undefined) {
      return (
        `${firstTime(`access with ${key} by a client that used a key for reading until now`, details)}: ` +
        `${requests}; such a change appears here less than once in ${details['newOnceInDays'] ?? ''} days` +
        `${also(details)}.`
      );
    }
    return (
      `${firstTime(`access with ${details['new'] ?? ''}`, details)}: ${requests}; ` +
      `this account is used with ${usual ?? ''}, and ${seldom('kind of access', details)}${also(details)}.`
    );
  },
};

/** Whoever used a key for reading and has one that allows writing now, known as that may be. */
function ofReader(event: AccessEvent, context: DetectionContext): Finding | null {
  const unusual = unusualIn('keyHolder', event, context);
  if (unusual === null) return null;
  const key = principalText(event.principal);
  const finding = newcomerFinding(unusual, [key, unusual.novelty.value]);
  return finding === null ? null : { ...finding, details: { ...finding.details, key } };
}
