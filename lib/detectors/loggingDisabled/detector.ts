import { between, counted } from '../../alerts/phrases';
import { changeFinding } from '../changeFinding';
import type { DetectionContext, ManagementDetector } from '../detector';
import type { Finding } from '../../alerts/finding';
import { isSettingDeleted } from '../../management/exportState';
import type { ManagementOperation } from '../../management/operation';
import { managerText } from '../managerText';
import { isKnownService, strangenessIn } from '../strangeness';
import { blindingsOf } from './blindings';
import { metadata } from './metadata';

/** What makes the finding on a deletion without a write surer than that on the deletion alone. */
const UNANSWERED = 0.1;

export const loggingDisabled: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['accountChange', 'loggingChange'],
    detect(operation, context) {
      const finding = findingOn(operation, context);
      const strangeness = strangenessIn(operation, context);
      // Whether it replaces it, nothing but what follows tells.
      const mayReplace =
        isSettingDeleted(operation.event) && isKnownService(operation, strangeness, context);
      return finding !== null && mayReplace ? { ...finding, severity: 'Informational' } : finding;
    },
    detectUnanswered(operation, context) {
      const finding = findingOn(operation, context);
      if (finding === null) return null;
      const { confidence, details } = finding;
      return {
        ...finding,
        confidence: confidence + UNANSWERED,
        details: { ...details, unanswered: 'true' },
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')}: ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}` +
    `${details['unanswered'] === undefined ? '' : '; it was not written again within an hour'}.`,
};

function findingOn(operation: ManagementOperation, context: DetectionContext): Finding | null {
  const baseline = context.baseline(operation.account);
  const strangeness = strangenessIn(operation, context);
  const blindings = blindingsOf(operation, baseline, strangeness);
  return blindings.length === 0 ? null : changeFinding(operation, baseline, strangeness, blindings);
}
