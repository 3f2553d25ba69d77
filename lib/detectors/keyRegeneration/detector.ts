import type { Severity } from '../../alerts/alert';
import { principalText } from '../../alerts/facts';
import { between, counted } from '../../alerts/phrases';
import type { AccountBaseline } from '../../baseline/baseline';
import { isService } from '../../management/callerClaims';
import type { ManagementOperation } from '../../management/operation';
import { bodyOf } from '../../management/requestBody';
import { textOf } from '../../telemetry/fields';
import type { ManagementDetector } from '../detector';
import { managerDetails, managerText } from '../managerText';
import {
  confidenceIn,
  isRoutine,
  managesHere,
  strangenessIn,
  type Strangeness,
} from '../strangeness';
import { metadata } from './metadata';

const MEDIUM_FROM = 2;
const HIGH_FROM = 4;
/** With so many keys made anew, whoever held one has lost access. */
const ALL_KEYS = 4;
/** A person who rotates keys does one, and the other when nobody uses it any more. */
const BOTH_KEYS = 2;

export const keyRegeneration: ManagementDetector = {
  kind: 'management',
  metadata,
  operations: {
    kinds: ['keyRegeneration'],
    detect(operation, context) {
      const { account, event, records } = operation;
      const baseline = context.baseline(account);
      const strangeness = strangenessIn(operation, context);
      const { weight, isOldNews } = strangeness;
      if (weight === 0 || isOldNews || baseline === null) return null;
      const kinds = records.map((record) => textOf(bodyOf(record)?.['keyKind']));
      const key = kinds.find((kind) => kind !== '') ?? '';
      return {
        account,
        api: event.api,
        group: [principalText(event.principal)],
        time: event.time,
        severity: isUsual(operation, strangeness, baseline) ? 'Informational' : severityOf(weight),
        confidence: confidenceIn(operation, strangeness) * baseline.confidenceCap,
        details: {
          ...(key === '' ? {} : { key }),
          ...managerDetails(operation, strangeness, baseline),
        },
      };
    },
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) =>
    `${counted(occurrences, 'key')} of the account made anew` +
    `${managerText({ facts, details })}, ${between(startTime, endTime)}.`,
  escalate: ({ occurrences, details }) => {
    if (occurrences >= ALL_KEYS) return 'High';
    const isPerson = details['identityKind'] === 'user';
    return isPerson && occurrences >= BOTH_KEYS ? 'Low' : 'Informational';
  },
};

/** Opening the account in the portal lists its keys by itself, and makes none anew. */
function isUsual(
  operation: ManagementOperation,
  strangeness: Strangeness,
  baseline: AccountBaseline,
): boolean {
  if (!isRoutine(operation, strangeness)) return false;
  const { manager } = operation;
  return manager !== null && (isService(manager) || managesHere(manager.principal, baseline));
}

function severityOf(weight: number): Severity {
  if (weight >= HIGH_FROM) return 'High';
  return weight >= MEDIUM_FROM ? 'Medium' : 'Low';
}
