import type { Alert } from '../../lib/alerts/alert';
import type { Truth } from '../../lib/simulation/incidents/truth';

/** An alert that comes so long after an attack's end still belongs to it, ms. */
const AFTERMATH = 3_600_000;

/** One planted attack and what was raised for it. */
export interface ScoredAttack {
  readonly truth: Truth;
  /** By an alert of Low or above, of a type that the attack should raise. */
  readonly found: boolean;
  /** By an alert of Low or above of any type that fits. */
  readonly noticed: boolean;
  /** From the start of the attack, or of its last step where it has several, to the first alert of the right type, ms; null where missed. */
  readonly delay: number | null;
}

export interface ScoredDecoy {
  readonly truth: Truth;
  /** Alerts of Low or above of the types that would be wrong. */
  readonly fired: readonly Alert[];
}

export interface Score {
  readonly attacks: readonly ScoredAttack[];
  readonly decoys: readonly ScoredDecoy[];
  /** Alerts of Low or above that belong to no attack, decoys' included. */
  readonly wrong: readonly Alert[];
  readonly wrongInformational: readonly Alert[];
  readonly accountMonths: number;
}

/**
 * Compares alerts with what was planted.
 * @param from attacks and alerts before it are not judged, epoch ms
 * @param accountMonths accounts times months (30 days) that are judged
 */
export function score(
  truths: readonly Truth[],
  alerts: readonly Alert[],
  from: number,
  accountMonths: number,
): Score {
  const judged = truths.filter(({ start }) => Date.parse(start) >= from);
  const attacks = judged.filter(({ kind }) => kind === 'attack');
  const decoys = judged.filter(({ kind }) => kind === 'decoy');
  const raised = alerts.filter(({ endTimeUtc }) => Date.parse(endTimeUtc) >= from);
  const severe = raised.filter(({ severity }) => severity !== 'Informational');
  const allAttacks = truths.filter(({ kind }) => kind === 'attack');
  const isWrong = (alert: Alert): boolean => !allAttacks.some((truth) => belongs(alert, truth));
  return {
    attacks: attacks.map((truth) => scoredAttack(truth, severe)),
    decoys: decoys.map((truth) => ({
      truth,
      fired: severe.filter(
        (alert) =>
          truth.alertTypes.includes(alert.alertType) && isAbout(alert, truth) && isWrong(alert),
      ),
    })),
    wrong: severe.filter(isWrong),
    wrongInformational: raised.filter(
      (alert) => alert.severity === 'Informational' && isWrong(alert),
    ),
    accountMonths,
  };
}

function scoredAttack(truth: Truth, severe: readonly Alert[]): ScoredAttack {
  const own = severe.filter((alert) => belongs(alert, truth));
  const right = own.filter(({ alertType }) => truth.alertTypes.includes(alertType));
  const first = Math.min(...right.map(({ timeGeneratedUtc }) => Date.parse(timeGeneratedUtc)));
  return {
    truth,
    found: right.length > 0,
    noticed: own.length > 0,
    delay:
      right.length === 0
        ? null
        : Math.max(0, first - Date.parse(truth.completeFrom ?? truth.start)),
  };
}

/** The alert is about the attack, of a type that it may rightly raise. */
function belongs(alert: Alert, truth: Truth): boolean {
  const types = [...truth.alertTypes, ...truth.plausible];
  return types.includes(alert.alertType) && isAbout(alert, truth);
}

/** Same account, same time, and the same client where both name one. */
function isAbout(alert: Alert, truth: Truth): boolean {
  const start = Date.parse(truth.start);
  const end = Date.parse(truth.end) + AFTERMATH;
  if (Date.parse(alert.startTimeUtc) > end || Date.parse(alert.endTimeUtc) < start) return false;
  if (alert.accountId !== truth.account && !isAmong(alert, truth.account)) return false;
  const addresses = alert.entities.flatMap(({ type, address }) =>
    type === 'ip' && typeof address === 'string' ? [address] : [],
  );
  // A fleet's alert names no single client, and a long list is cut.
  if (truth.address === undefined || addresses.length === 0 || addresses.length >= 20) return true;
  return addresses.includes(truth.address) || !truth.alertTypes.includes(alert.alertType);
}

function isAmong({ resourceIdentifiers, accountId }: Alert, account: string): boolean {
  return (
    account.startsWith(`${accountId}/`) ||
    accountId.startsWith(`${account}/`) ||
    resourceIdentifiers.some(({ azureResourceId }) => azureResourceId === account)
  );
}
