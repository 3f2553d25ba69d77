import { between, counted } from '../../alerts/phrases';
import { changeFinding } from '../changeFinding';
import type { ManagementDetector } from '../detector';
import { managerText } from '../managerText';
import { strangenessIn } from '../strangeness';
import { blindingsOf } from './blindings';
import { metadata } from './metadata';

export const loggingDisabled: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['accountChange', 'loggingChange'],
    detect(operation, context) {
      const baseline = context.baseline(operation.account);
      const strangeness = strangenessIn(operation, context);
      const blindings = blindingsOf(operation, baseline, strangeness);
      if (blindings.length === 0) return null;
      return changeFinding(operation, baseline, strangeness, blindings);
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')}: ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
