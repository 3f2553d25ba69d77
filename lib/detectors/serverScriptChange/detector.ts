import { principalText } from '../../alerts/facts';
import { between, by, counted, from, list } from '../../alerts/phrases';
import type { AccessEvent } from '../../telemetry/event';
import type { EventDetector, Finding } from '../detector';
import { newcomerOf } from '../newcomer';
import { alsoUnusual, confidenceOf, severityOf, stageTexts, weightOf } from '../newcomerFinding';
import { also, withApplications } from '../newcomerPhrases';
import { metadata } from './metadata';

/** Weight of code that stays in the database; what is new about who wrote it is added. */
const CODE_WEIGHT = 2;

export const serverScriptChange: EventDetector = {
  kind: 'event',
  subject: 'scriptWrite',
  metadata,
  detect(event, context) {
    const { account, principal, outcome } = event;
    const baseline = context.baseline(account);
    if (outcome !== 'ok' || baseline === null || baseline.stage === 'new') return null;
    if (event.category === 'ControlPlaneRequests') {
      return {
        ...common(event),
        severity: 'Informational',
        confidence: 0.3,
        details: details(event),
      };
    }
    const newcomer = newcomerOf(event, context);
    if (newcomer === null || principal.kind === 'unknown' || principal.kind === 'system')
      return null;
    if (baseline.knows('scriptWriter', principalText(principal))) return null;
    const weight = CODE_WEIGHT + weightOf(newcomer);
    return {
      ...common(event),
      severity: severityOf(weight),
      confidence: confidenceOf(weight, baseline),
      details: { ...details(event), ...alsoUnusual(newcomer.rare, []), ...stageTexts(baseline) },
    };
  },
  reason: ({ occurrences, facts, startTime, endTime, details }) => {
    const scripts = counted(
      occurrences,
      `write of a ${details['what'] ?? ''}`,
      `writes of a ${details['what'] ?? ''}`,
    );
    const where = `${scripts} in ${list(facts.containers)}`;
    const days = details['historyDays'];
    return days === undefined
      ? `${where} ${between(startTime, endTime)} through Azure Resource Manager; the Activity Log of that minute names who asked for it.`
      : `${where}${by(facts)}${from(facts)}${withApplications(facts.applications)} ` +
          `${between(startTime, endTime)}; in ${days} days of history this identity wrote none${also(details)}.`;
  },
};

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
