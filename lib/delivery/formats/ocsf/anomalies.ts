import { accountName, type Alert } from '../../../alerts/alert';

/** An alert that compares with what was learned says how well the account was known. */
export function isBehavioural({ extendedProperties }: Alert): boolean {
  return extendedProperties['baselineStage'] !== undefined;
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
  const observed = told['volume'] ?? told['value'] ?? told['new'] ?? alert.reason;
  const baselines = baselinesOf(alert, parameter);
  return [
    {
      analysis_targets: [{ name, type: told['actor'] === undefined ? 'account' : 'client' }],
      anomalies: [
        {
          observation_parameter: parameter,
          observation_type: told['new'] === undefined ? 'volume' : 'novelty',
          observations: [{ value: observed, count: alert.occurrences, timespan }],
          observed_pattern: alert.reason,
        },
      ],
      ...(baselines.length === 0 ? {} : { baselines }),
    },
  ];
}

function baselinesOf({ extendedProperties: told }: Alert, parameter: string) {
  const observations = [
    told['usual'],
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
      observation_type: told['usual'] === undefined ? 'median, 99th percentile, largest' : 'usual',
      observations,
      observed_pattern: comparedWith ?? `learned over ${historyDays} days`,
    },
  ];
}
