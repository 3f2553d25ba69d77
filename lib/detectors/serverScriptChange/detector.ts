import { principalText } from '../../alerts/facts';
import { between, by, counted, from, list } from '../../alerts/phrases';
import type { AccessEvent } from '../../telemetry/event';
import type { ManagementOperation } from '../../management/operation';
import type { DetectionContext, EventDetector } from '../detector';
import type { Finding } from '../../alerts/finding';
import { managerDetails, managerText } from '../managerText';
import { confidenceIn, strangenessIn } from '../strangeness';
import { isPeoplesPlace } from '../people';
import { isOldNews, newcomerOf, type Newcomer } from '../newcomer';
import { alsoUnusual, confidenceOf, severityOf, stageTexts, weightOf } from '../newcomerFinding';
import { also, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';

/** Weight of code that stays in the database; what is new about who wrote it is added. */
const CODE_WEIGHT = 2;
/** Both of its logs tell of one operation, and one of them names nobody. */
const RESOURCE_MANAGER = 'azure resource manager';

export const serverScriptChange: EventDetector = {
  kind: 'event',
  subject: 'scriptWrite',
  metadata,
  detect(event, context) {
    const { account, principal, outcome } = event;
    const baseline = context.baseline(account);
    if (outcome !== 'ok' || baseline === null || baseline.stage === 'new') return null;
    const newcomer = newcomerOf(event, context);
    if (newcomer === null || principal.kind === 'unknown' || principal.kind === 'system')
      return null;
    const writer = principalText(principal);
    const isKnown = baseline.knows('scriptWriter', writer);
    // A key is held by many: with it, somebody else may write than those who do.
    if (isKnown && (principal.kind !== 'key' || !isElse(newcomer, context))) return null;
    // Once it was told of, only what is more unusual about the same writer is news.
    const wasTold = isKnown || baseline.wasReported('scriptWriter', writer);
    if (wasTold && isOldNews(newcomer)) return null;
    const weight = CODE_WEIGHT + weightOf(newcomer);
    return {
      ...common(event),
      severity: severityOf(weight),
      confidence: confidenceOf(weight, baseline),
      details: {
        ...details(event),
        ...alsoUnusual(newcomer.rare, []),
        ...stageTexts(baseline),
        ...(isKnown ? { before: 'others wrote them with this key' } : {}),
      },
    };
  },
  operations: { kinds: ['scriptWrite'], detect: scriptOperation },
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const scripts = counted(
      occurrences,
      `write of a ${details['what'] ?? ''}`,
      `writes of a ${details['what'] ?? ''}`,
    );
    const where = `${scripts} in ${list(facts.containers)}`;
    const days = details['historyDays'] ?? '';
    return details['whoRestsOn'] !== undefined
      ? `${where} through Azure Resource Manager${managerText({ facts, details })}, ${between(startTime, endTime)}.`
      : `${where}${by(facts)}${from(facts)}${withApplications(facts.applications)} ` +
          `${between(startTime, endTime)}; in ${days} days of history ` +
          `${details['before'] ?? 'this identity wrote none'}${also(details)}.`;
  },
};

/** Releases bring scripts along through templates: that alone is a step of a chain, no alarm. */
function scriptOperation(
  operation: ManagementOperation,
  context: DetectionContext,
): Finding | null {
  const { event, account, records } = operation;
  const baseline = context.baseline(account);
  if (baseline === null || baseline.stage === 'new') return null;
  const strangeness = strangenessIn(operation, context);
  const weight = strangeness.isOldNews ? 0 : strangeness.weight;
  const what = records.find(({ resourceType }) => WORDS.has(resourceType)) ?? event;
  return {
    account,
    api: event.api,
    group: [RESOURCE_MANAGER],
    time: event.time,
    severity: weight === 0 ? 'Informational' : severityOf(CODE_WEIGHT + weight),
    confidence: confidenceIn(operation, strangeness) * baseline.confidenceCap,
    details: { ...details(what), ...managerDetails(operation, strangeness, baseline) },
  };
}

/**
 * True for a client with software, from a country, or at a place of people of which the account knows
 * nothing; build machines are on a new network each time.
 */
function isElse({ rare, event }: Newcomer, context: DetectionContext): boolean {
  if (rare.has('application') || rare.has('country')) return true;
  return rare.has('network') && isPeoplesPlace(event.clientIp, context);
}

function common({
  account,
  api,
  principal,
  time,
}: AccessEvent): Omit<Finding, 'severity' | 'confidence' | 'details'> {
  return { account, api, group: [principalText(principal)], time };
}

const WORDS = new Map<AccessEvent['resourceType'], string>([
  ['storedProcedure', 'stored procedure'],
  ['trigger', 'trigger'],
  ['userDefinedFunction', 'user-defined function'],
]);

function details({ resourceType, resource }: AccessEvent): Record<string, string> {
  return { what: WORDS.get(resourceType) ?? 'script', resource };
}
