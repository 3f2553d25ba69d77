import { between, counted } from '../../alerts/phrases';
import { stateText } from '../../management/accountState';
import { statesAfter } from '../../management/operation';
import type { ManagementDetector } from '../detector';
import { managerDetails, managerText } from '../managerText';
import { confidenceIn, raisedBy, strangenessIn } from '../strangeness';
import { escalationOf, type Escalation } from './grants';
import { metadata } from './metadata';

const UNKNOWN_ROLE: Escalation = {
  what: 'a role was given that no record names',
  severity: 'Low',
};

export const roleEscalation: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['roleChange'],
    detect(operation, context) {
      const { account, event } = operation;
      const baseline = context.baseline(account);
      const roles = statesAfter(operation).filter(({ aspect }) => aspect === 'role');
      // A deployment gives the same roles again each time.
      const isKnown = roles.some((role) => baseline?.knows('accountState', stateText(role)));
      if (isKnown) return null;
      const strangeness = strangenessIn(operation, context);
      const escalation = escalationOf(operation);
      // Which role it was, another record may still tell.
      if (escalation === null && strangeness.weight === 0) return null;
      const { what, severity } = escalation ?? UNKNOWN_ROLE;
      return {
        account,
        api: event.api,
        group: [],
        time: event.time,
        severity: raisedBy(strangeness, severity),
        confidence: confidenceIn(operation, strangeness),
        details: { what, ...managerDetails(operation, strangeness, baseline) },
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')} of roles ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
