import type { Alert, Severity } from '../../lib/alerts/alert';
import type { AlertSummary } from '../../lib/alerts/summary';
import type { ChainStep } from '../../lib/detectors/attackChain/steps';

/** One step of the story that an alert belongs to. */
export interface StoryStep {
  readonly startTimeUtc: string;
  readonly severity: Severity;
  readonly name: string;
  /** What it is in the story. */
  readonly part: string;
  readonly reason: string;
  /** Null for what is no alert by itself. */
  readonly alertId: string | null;
}

export interface Story {
  readonly title: string;
  /** In the order in which they began. */
  readonly steps: readonly StoryStep[];
}

const PARTS: Readonly<Record<ChainStep['step'], string>> = {
  means: 'Way in',
  entry: 'Access',
  impact: 'Damage',
};

/**
 * The steps of an attack chain, or the alerts about the same client. Null where the alert stands
 * alone.
 */
export function storyOf(alert: Alert, related: readonly AlertSummary[]): Story | null {
  const chain = chainSteps(alert);
  if (chain.length > 0) {
    const steps = chain.map(({ step, what, ...rest }) => ({
      ...rest,
      name: what,
      part: PARTS[step],
    }));
    return { title: 'Steps of the attack', steps: inOrder(steps) };
  }
  const others = related.filter((other) => !isChain(other));
  if (others.length === 0) return null;
  return { title: 'The same client also did', steps: inOrder([alert, ...others].map(asStep)) };
}

/** True for an alert that tells how others belong together. */
export function isChain({ alertType }: Pick<Alert, 'alertType'>): boolean {
  return alertType === 'CosmosDB_AttackChain';
}

/** What a chain tells of its steps; none for any other alert. */
function chainSteps({ extendedProperties }: Alert): readonly ChainStep[] {
  try {
    const steps: unknown = JSON.parse(extendedProperties['steps'] ?? '[]');
    // The app itself has written it by this type.
    return Array.isArray(steps) ? (steps as ChainStep[]) : [];
  } catch {
    // Cut short: the alerts themselves are still there.
    return [];
  }
}

function asStep(alert: Alert | AlertSummary): StoryStep {
  const { id, alertDisplayName, intent, startTimeUtc, severity, reason } = alert;
  const part = intent.replaceAll(',', ', ');
  return { startTimeUtc, severity, name: alertDisplayName, part, reason, alertId: id };
}

function inOrder(steps: readonly StoryStep[]): readonly StoryStep[] {
  return [...steps].sort((a, b) => (a.startTimeUtc < b.startTimeUtc ? -1 : 1));
}
