import * as z from 'zod';
import { SEVERITIES, worse, type Alert, type Severity } from '../../alerts/alert';
import { by, from, list } from '../../alerts/phrases';
import type { AlertLink, Link } from './link';
import { ALL_OF_AZURE } from '../networkExposure/exposures';
import type { Path } from './paths';
import type { Means } from './ties';

/** In the order in which they happen. */
export const KINDS = ['means', 'entry', 'impact'] as const;

const schema = z.object({
  /** What it is in the chain. */
  step: z.enum(KINDS),
  /** Event times, ISO 8601. */
  startTimeUtc: z.string(),
  endTimeUtc: z.string(),
  what: z.string(),
  /** The figures. */
  reason: z.string(),
  severity: z.enum(SEVERITIES),
  /** Null for a deed that is no alert by itself. */
  alertId: z.string().nullable(),
  alertType: z.string().nullable(),
});

/** One step of a chain, as its alert tells it in `extendedProperties.steps`. */
export type ChainStep = z.infer<typeof schema>;

/** Steps of one kind that a chain names, the earliest; more are left out. */
const MOST_STEPS = 8;

/** The steps of a chain's alert in the order of their times; none for any other alert. */
export function chainSteps({
  extendedProperties,
}: Pick<Alert, 'extendedProperties'>): readonly ChainStep[] {
  const text = extendedProperties['steps'];
  return text === undefined ? [] : z.array(schema).parse(JSON.parse(text));
}

/** A link of a chain; a deed together with the alert that tells of it, where there is one. */
export interface Step {
  readonly step: ChainStep['step'];
  readonly link: Link;
  readonly alert: AlertLink | null;
}

/**
 * The links of paths, each once, in the order of event time. Deeds that are no alert are left out
 * where alerts tell of other ways in.
 */
export function stepsOf(paths: readonly Path[], links: readonly Link[]): readonly Step[] {
  const alerts = new Map(links.flatMap((link) => (link.kind === 'alert' ? [[link.id, link]] : [])));
  const steps = new Map<string, Step>();
  for (const { means, entry, impact } of paths) {
    steps.set(means.id, { step: 'means', link: means, alert: alertOf(means, alerts) });
    for (const link of [entry, impact]) {
      steps.set(link.id, { step: link.step, link, alert: link });
    }
  }
  const all = [...steps.values()].sort(inTime);
  const hasAlarm = all.some((one) => one.step === 'means' && isAlarm(one));
  return all.filter((one) => one.step !== 'means' || !hasAlarm || isAlarm(one));
}

/** Those steps that the alert names. */
export function named(steps: readonly Step[]): readonly Step[] {
  return KINDS.flatMap((kind) =>
    steps.filter(({ step }) => step === kind).slice(0, MOST_STEPS),
  ).sort(inTime);
}

/** What the alert says of a step. */
export function toldStep({ step, link, alert }: Step): ChainStep {
  return {
    step,
    startTimeUtc: new Date(link.startTime).toISOString(),
    endTimeUtc: new Date(link.endTime).toISOString(),
    what: alert?.title ?? whatOf(link),
    reason: alert?.reason ?? `${whatOf(link)}${by(link.facts)}${from(link.facts)}.`,
    severity: alert?.severity ?? 'Informational',
    alertId: alert?.id ?? null,
    alertType: alert?.alertType ?? null,
  };
}

/** The worst severity of steps. */
export function worstOf(steps: readonly Step[]): Severity {
  return steps.reduce<Severity>(
    (worst, { alert }) => worse(worst, alert?.severity ?? 'Informational'),
    'Informational',
  );
}

function alertOf(means: Means, alerts: ReadonlyMap<string, AlertLink>): AlertLink | null {
  return means.kind === 'alert' ? means : (alerts.get(means.toldBy) ?? null);
}

function isAlarm({ alert }: Step): boolean {
  return alert !== null && alert.severity !== 'Informational';
}

function inTime(a: Step, b: Step): number {
  return (
    a.link.startTime - b.link.startTime ||
    KINDS.indexOf(a.step) - KINDS.indexOf(b.step) ||
    (a.link.id < b.link.id ? -1 : 1)
  );
}

function whatOf({ opening }: Link): string {
  switch (opening?.kind) {
    case 'keys':
      return opening.readOnly ? 'Keys for reading listed' : 'Keys or connection strings listed';
    case 'role':
      return `A role given to ${opening.principal}`;
    case 'network':
      return opening.ranges === null
        ? 'The firewall opened'
        : `The firewall lets in ${list(opening.ranges.map(rangeText))}`;
    case undefined:
      return '';
  }
}

function rangeText(range: string): string {
  return range === ALL_OF_AZURE ? 'all of Azure' : range;
}
