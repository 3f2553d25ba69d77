import { between, counted } from '../../alerts/phrases';
import { stateText } from '../../management/accountState';
import { statesAfter } from '../../management/operation';
import type { ManagementDetector } from '../detector';
import {
  confidenceIn,
  managerDetails,
  managerText,
  raisedBy,
  strangenessIn,
} from '../manager';
import { escalationOf } from './grants';
import { metadata } from './metadata';

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
      const { what, severity } = escalationOf(operation);
      const strangeness = strangenessIn(operation, context);
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
