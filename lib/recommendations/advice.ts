import type { Severity } from '../alerts/alert';
import type { AccountFacts } from '../coverage/accountFacts';
import type { Evidence, Remediation, Worsening } from './recommendation';

/** What an advisor says of an account, before anybody has dismissed it. */
export interface Advice {
  readonly title: string;
  readonly severity: Severity;
  /** One sentence with the figures. */
  readonly summary: string;
  readonly evidence: Pick<Evidence, 'figures' | 'examples' | 'cannotKnow'>;
  readonly remediation: Remediation;
  readonly worsens: Worsening;
}

/** Says what could be hardened, or null. Pure: by the facts alone. */
export type Advisor = (facts: AccountFacts) => Advice | null;

/** Examples that are told. */
export const MOST_EXAMPLES = 8;

export function shown(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** A sum of the window as so much a day on which anything was observed. */
export function aDay({ days }: AccountFacts, sum: number): number {
  return days.length === 0 ? 0 : Math.round(sum / days.length);
}
