import type { Severity } from '../../alerts/alert';
import { principalText } from '../../alerts/facts';
import { between, counted } from '../../alerts/phrases';
import type { ManagementDetector } from '../detector';
import { managerDetails, managerText } from '../managerText';
import { confidenceIn, isRoutine, strangenessIn } from '../strangeness';
import { metadata } from './metadata';

const MEDIUM_FROM = 3;
const HIGH_FROM = 5;

export const listKeysPrincipal: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['keyListing'],
    detect(operation, context) {
      const { account, event } = operation;
      const baseline = context.baseline(account);
      const strangeness = strangenessIn(operation, context);
      const { weight, novelties, isOldNews } = strangeness;
      if (novelties.length === 0 || isOldNews || baseline === null) return null;
      const confidence = confidenceIn(operation, strangeness);
      return {
        account,
        api: event.api,
        group: [principalText(event.principal)],
        time: event.time,
        severity: isRoutine(operation, strangeness) ? 'Informational' : severityOf(weight),
        confidence: confidence * baseline.confidenceCap,
        details: managerDetails(operation, strangeness, baseline),
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `Keys or connection strings listed ${counted(occurrences, 'time')}` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
};

/** A new network alone weighs nothing: a step of a chain, no alarm. */
function severityOf(weight: number): Severity {
  if (weight >= HIGH_FROM) return 'High';
  if (weight >= MEDIUM_FROM) return 'Medium';
  return weight > 0 ? 'Low' : 'Informational';
}
