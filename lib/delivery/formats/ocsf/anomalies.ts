import type { Alert } from '../../../alerts/alert';
import { accountName } from '../../../telemetry/displayNames';

/**
 * An alert that compares with what was learned says how well the account was known, or how long its
 * pauses were.
 */
export function isBehavioural({ extendedProperties: told }: Alert): boolean {
  return told['baselineStage'] !== undefined || told['usualPauseMinutes'] !== undefined;
}

/**
 * What was observed against what is usual, as the alert's properties tell; null for alerts that are
 * not about behaviour.
 */
export function anomalyAnalyses(alert: Alert) {
  if (!isBehavioural(alert)) return null;
  const { extendedProperties: told } = alert;
  const name = told['actor'] ?? accountName(alert.accountId);
  const timespan = {
    start_time: Date.parse(alert.startTimeUtc),
    end_time: Date.parse(alert.endTimeUtc),
  };
  const parameter = alert.alertType;
  const observed =
    told['volume'] ?? told['value'] ?? told['new'] ?? told['silentMinutes'] ?? alert.reason;
  const baselines = baselinesOf(alert, parameter);
  return [
    {
      analysis_targets: [{ name, type: told['actor'] === undefined ? 'account' : 'client' }],
      anomalies: [
        {
          observation_parameter: parameter,
          observation_type: observationType(told),
          observations: [{ value: observed, count: alert.occurrences, timespan }],
          observed_pattern: alert.reason,
        },
      ],
      ...(baselines.length === 0 ? {} : { baselines }),
    },
  ];
}

function observationType(told: Alert['extendedProperties']): string {
  if (told['silentMinutes'] !== undefined) return 'minutes of silence';
  return told['new'] === undefined ? 'volume' : 'novelty';
}

function baselinesOf({ extendedProperties: told }: Alert, parameter: string) {
  const observations = [
    told['usual'],
    told['usualPauseMinutes'],
    told['usualMedian'],
    told['usualPercentile99'],
    told['usualLargest'],
  ]
    .filter((value) => value !== undefined)
    .map((value) => ({ value }));
  if (observations.length === 0) return [];
  const { comparedWith, historyDays = '0' } = told;
  return [
    {
      observation_parameter: parameter,
      observation_type: baselineType(told),
      observations,
      observed_pattern: comparedWith ?? `learned over ${historyDays} days`,
    },
  ];
}

function baselineType(told: Alert['extendedProperties']): string {
  if (told['usualPauseMinutes'] !== undefined) return 'longest pause, minutes';
  return told['usual'] === undefined ? 'median, 99th percentile, largest' : 'usual';
}
