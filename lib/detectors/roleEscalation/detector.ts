import { between, counted } from '../../alerts/phrases';
import { stateText } from '../../management/state';
import { statesAfter } from '../../management/operation';
import { changeFinding, type Consequence } from '../changeFinding';
import type { ManagementDetector } from '../detector';
import { managerText } from '../managerText';
import { isKnownService, strangenessIn } from '../strangeness';
import { escalationOf } from './grants';
import { metadata } from './metadata';

const UNKNOWN_ROLE: Consequence = {
  what: 'a role was given that no record names',
  severity: 'Low',
};

export const roleEscalation: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['roleChange'],
    detect(operation, context) {
      const baseline = context.baseline(operation.account);
      const roles = statesAfter(operation).filter(({ aspect }) => aspect === 'role');
      // A deployment gives the same roles again each time.
      const isKnown = roles.some((role) => baseline?.knows('accountState', stateText(role)));
      if (isKnown) return null;
      const strangeness = strangenessIn(operation, context);
      const escalation = escalationOf(operation, isKnownService(operation, strangeness, context));
      // Which role it was, another record may still tell.
      if (escalation === null && strangeness.weight === 0) return null;
      return changeFinding(operation, baseline, strangeness, [escalation ?? UNKNOWN_ROLE]);
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')} of roles ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
