import type { Alert } from '../../lib/alerts/alert';
import type { Baseline } from '../api/resources';
import { drawTimeChart, type DrawnChart, type TimeChart } from '../charts/timeChart';
import { h } from '../dom/element';
import { section } from '../dom/parts';
import { amountOf, MEASURE_NAMES, type ComparedFigure } from './behaviour';

const HOUR = 3600;
/** Hours before the alert that are shown: two weeks. */
const SHOWN = 14 * 24;
/** And after it, so that its dot does not stand on the edge. */
const ROOM = 8;

/** The alert's figure against the hours of the account before it. */
export function figureSection(
  alert: Alert,
  figure: ComparedFigure,
  baseline: Baseline | null,
): DrawnChart {
  const { measure, value, limit, percentile99 } = figure;
  const format = (one: number): string => amountOf(measure, one);
  const levels = [
    ...(percentile99 === null ? [] : [{ name: '99th percentile', value: percentile99 }]),
    ...(limit === null ? [] : [{ name: 'reported from', value: limit }]),
  ];
  const compared = alert.extendedProperties['comparedWith'] ?? '';
  const description = `${MEASURE_NAMES[measure]}: ${format(value)}; ${compared}`;
  const chart = drawTimeChart({ ...pointsOf(alert, value, baseline), levels, format, description });
  const name = MEASURE_NAMES[measure].toLowerCase();
  const element = section(
    'Against the baseline',
    h('p', {}, compared === '' ? description : `${sentence(compared)}.`),
    chart.element,
    h(
      'ul',
      { class: 'legend' },
      h('li', { 'data-kind': 'here' }, `This alert: ${format(value)}`),
      h('li', { 'data-kind': 'usual' }, `The whole account: ${name} by the hour`),
      levels.map(({ name: level, value: at }, index) =>
        h('li', { 'data-kind': index === 0 ? 'level' : 'limit' }, `${level}: ${format(at)}`),
      ),
    ),
    baseline?.series === undefined || baseline.series === null
      ? h('p', { class: 'muted' }, 'No hours of this account were learned yet.')
      : null,
  );
  return { element, stop: () => chart.stop() };
}

function pointsOf(
  alert: Alert,
  value: number,
  baseline: Baseline | null,
): Pick<TimeChart, 'times' | 'usual' | 'alert'> {
  const at = Math.floor(Date.parse(alert.startTimeUtc) / 1000 / HOUR) * HOUR;
  const series = baseline?.series ?? null;
  const start = series === null ? at : Date.parse(series.startUtc) / 1000;
  const times: number[] = [];
  const usual: (number | null)[] = [];
  const own: (number | null)[] = [];
  for (let time = at - SHOWN * HOUR; time <= at + ROOM * HOUR; time += HOUR) {
    times.push(time);
    usual.push(time >= at ? null : (series?.values[(time - start) / HOUR] ?? null));
    own.push(time === at ? value : null);
  }
  return { times, usual, alert: own };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
