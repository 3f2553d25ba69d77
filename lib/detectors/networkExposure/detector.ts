import { worse, type Severity } from '../../alerts/alert';
import { between, counted } from '../../alerts/phrases';
import type { ManagementDetector } from '../detector';
import { managerDetails, managerText } from '../managerText';
import { confidenceIn, raisedBy, strangenessIn } from '../strangeness';
import { exposuresOf } from './exposures';
import { metadata } from './metadata';

export const networkExposure: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['accountChange', 'networkChange'],
    detect(operation, context) {
      const { account, event } = operation;
      const baseline = context.baseline(account);
      const strangeness = strangenessIn(operation, context);
      const exposures = exposuresOf(operation, baseline, strangeness);
      if (exposures.length === 0) return null;
      const severity = exposures.reduce<Severity>(
        (worst, exposure) => worse(worst, exposure.severity),
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
          what: exposures.map(({ what }) => what).join(', '),
          setting: exposures.map(({ logged }) => logged).join('; '),
          ...managerDetails(operation, strangeness, baseline),
        },
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')} of the account ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
