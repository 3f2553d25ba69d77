import { worse, type Severity } from '../../alerts/alert';
import { between, counted } from '../../alerts/phrases';
import type { ManagementDetector } from '../detector';
import { managerDetails, managerText } from '../managerText';
import { confidenceIn, raisedBy, strangenessIn } from '../strangeness';
import { blindingsOf } from './blindings';
import { metadata } from './metadata';

export const loggingDisabled: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['accountChange', 'loggingChange'],
    detect(operation, context) {
      const { account, event } = operation;
      const baseline = context.baseline(account);
      const strangeness = strangenessIn(operation, context);
      const blindings = blindingsOf(operation, baseline, strangeness);
      if (blindings.length === 0) return null;
      const severity = blindings.reduce<Severity>(
        (worst, blinding) => worse(worst, blinding.severity),
        'Informational',
      );
      return {
        account,
        api: event.api,
        group: [],
        time: event.time,
        severity: raisedBy(strangeness, severity),
        confidence: confidenceIn(operation, strangeness),
        details: {
          what: blindings.map(({ what }) => what).join(', '),
          ...managerDetails(operation, strangeness, baseline),
        },
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')}: ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
