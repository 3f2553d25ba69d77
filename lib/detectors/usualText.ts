import { bytes, count } from '../alerts/phrases';
import type { AccountBaseline, Measure, Usual } from '../baseline/baseline';
import { KEPT_DAYS } from '../baseline/profile/volumeSeries';
import type { Excess } from './excess';

const WHOSE: Readonly<Record<Usual['scope']['of'], string>> = {
  account: 'the account',
  actor: 'this client',
  container: 'this container',
  peers: 'single clients here',
};

const WHEN: Readonly<Record<Usual['hours'], string>> = {
  thisHourOfWeek: 'at this hour of the week',
  thisHourOfDay: 'at this hour',
  anyHour: 'in any hour',
};

/**
 * `the 27-day 99th percentile of this client at this hour is 3.1 MB over 19 days`, without the end
 * where all of them told.
 * @param span hours that were added up
 */
export function usualText(usual: Usual, historyDays: number, span = 1): string {
  const { percentile99, scope, hours, days } = usual;
  const seen = Math.min(historyDays, KEPT_DAYS);
  const when = span === 1 ? WHEN[hours] : `in ${span} such hours`;
  const told = days < seen ? ` over ${count(days)} days` : '';
  return (
    `the ${seen}-day 99th percentile of ${WHOSE[scope.of]} ${when} is ` +
    `${amountText(usual.measure, percentile99)}${told}`
  );
}

/** A figure as a person reads it: bytes as such, all else as a number. */
export function amountText(measure: Measure, value: number): string {
  return measure === 'responseBytes' || measure === 'requestBytes' ? bytes(value) : count(value);
}

/** ` (never seen here: country FR)`, or nothing. */
export function newText(surprises = ''): string {
  return surprises === '' ? '' : ` (never seen here: ${surprises})`;
}

/** How well the account was known when the alert was raised. */
export function stageDetails(baseline: AccountBaseline | null): Record<string, string> {
  const { stage = 'new', historyDays = 0 } = baseline ?? {};
  return { baselineStage: stage, historyDays: String(historyDays) };
}

/** What every alert says that compares with the usual. */
export function usualDetails(
  baseline: AccountBaseline,
  { usual, value, limit, ratio, deviations }: Excess,
  span = 1,
): Record<string, string> {
  return {
    ...stageDetails(baseline),
    comparedWith: usualText(usual, baseline.historyDays, span),
    measure: usual.measure,
    value: String(Math.round(value)),
    limit: String(Math.round(limit)),
    usualMedian: String(Math.round(usual.median)),
    usualPercentile99: String(Math.round(usual.percentile99)),
    usualLargest: String(Math.round(usual.largest)),
    usualDays: String(usual.days),
    ...(Number.isFinite(ratio) ? { ratio: ratio.toFixed(1) } : {}),
    deviations: deviations.toFixed(1),
  };
}
