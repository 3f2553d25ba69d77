import { between, counted } from '../../alerts/phrases';
import { changeFinding } from '../changeFinding';
import type { ManagementDetector } from '../detector';
import { managerText } from '../managerText';
import { strangenessIn } from '../strangeness';
import { exposuresOf } from './exposures';
import { metadata } from './metadata';

export const networkExposure: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['accountChange', 'networkChange'],
    detect(operation, context) {
      const baseline = context.baseline(operation.account);
      const strangeness = strangenessIn(operation, context);
      const exposures = exposuresOf(operation, baseline, strangeness);
      if (exposures.length === 0) return null;
      const finding = changeFinding(operation, baseline, strangeness, exposures);
      const setting = exposures.map(({ logged }) => logged).join('; ');
      return { ...finding, details: { ...finding.details, setting } };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `In ${counted(occurrences, 'change')} of the account ${details['what'] ?? ''}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};
