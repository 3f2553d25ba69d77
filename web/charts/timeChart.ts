import uPlot from 'uplot';
import { h } from '../dom/element';
import { colour, onTheme } from './colours';

/** Above this ratio of the largest to the usual, small figures could not be seen beside it. */
const MOST_LINEAR = 20;
const HEIGHT = 220;
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- it exists as a type alone
const ASINH: uPlot.Scale.Distr = 4;

export interface TimeChart {
  /** Epoch seconds, ascending. */
  readonly times: readonly number[];
  readonly usual: readonly (number | null)[];
  readonly alert: readonly (number | null)[];
  /** Level lines with what they are called. */
  readonly levels: readonly { readonly name: string; readonly value: number }[];
  readonly format: (value: number) => string;
  /** What the picture shows, in words. */
  readonly description: string;
}

export interface DrawnChart {
  readonly element: HTMLElement;
  readonly stop: () => void;
}

/** A figure over time, with what is usual as lines, and the alert's own figure as a dot. */
export function drawTimeChart(chart: TimeChart): DrawnChart {
  const readout = h('p', { class: 'muted readout' }, '\u00a0');
  const canvas = h('div', { class: 'plot', role: 'img', 'aria-label': chart.description });
  const element = h('div', {}, canvas, readout);
  let plot: uPlot | null = null;
  const draw = (): void => {
    plot?.destroy();
    const width = canvas.clientWidth;
    plot = width === 0 ? null : new uPlot(optionsOf(chart, width, readout), dataOf(chart), canvas);
  };
  const resized = new ResizeObserver(() => {
    if (plot === null) draw();
    else plot.setSize({ width: canvas.clientWidth, height: HEIGHT });
  });
  resized.observe(canvas);
  const stopTheme = onTheme(draw);
  return {
    element,
    stop: () => {
      resized.disconnect();
      stopTheme();
      plot?.destroy();
    },
  };
}

function dataOf({ times, usual, alert, levels }: TimeChart): uPlot.AlignedData {
  const flat = levels.map(({ value }) => times.map(() => value));
  return [[...times], [...usual], [...alert], ...flat];
}

function optionsOf(chart: TimeChart, width: number, readout: HTMLElement): uPlot.Options {
  const { levels } = chart;
  const axis = { stroke: colour('muted'), grid: { stroke: colour('line'), width: 1 } };
  const dashes = [
    [6, 4],
    [2, 3],
  ];
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    scales: { y: scaleOf(chart) },
    axes: [
      { ...axis, ticks: axis.grid, space: 70, values: (_, splits) => splits.map(dayText) },
      { ...axis, ticks: axis.grid, size: 76, ...levelAxis(chart) },
    ],
    series: [
      {},
      {
        stroke: colour('accent'),
        width: 1.25,
        fill: colour('accent-wash'),
        points: { show: false },
      },
      {
        stroke: colour('high'),
        points: { show: true, size: 9, fill: colour('high'), width: 2, stroke: colour('surface') },
      },
      ...levels.map((_, index) => ({
        stroke: colour(index === 0 ? 'muted' : 'high'),
        width: 1,
        dash: dashes[index % dashes.length] ?? [],
        points: { show: false },
      })),
    ],
    hooks: { setCursor: [({ cursor }) => showAt(chart, cursor.idx ?? null, readout)] },
  };
}

/** `11-22`, and the time where it is not midnight. */
function dayText(seconds: number): string {
  const iso = new Date(seconds * 1000).toISOString();
  return iso.slice(11, 16) === '00:00' ? iso.slice(5, 10) : iso.slice(11, 16);
}

/** The largest figure where it would flatten all others, so that the scale has to be logarithmic. */
function outlierOf({
  usual,
  alert,
  levels,
}: TimeChart): { ordinary: number; largest: number } | null {
  const ordinary = Math.max(...usual.map((value) => value ?? 0), levels[0]?.value ?? 0);
  const largest = Math.max(...alert.map((value) => value ?? 0), levels[1]?.value ?? 0);
  return ordinary === 0 || largest / ordinary < MOST_LINEAR ? null : { ordinary, largest };
}

function scaleOf(chart: TimeChart): uPlot.Scale {
  const outlier = outlierOf(chart);
  const known = [...chart.usual, ...chart.alert, ...chart.levels.map(({ value }) => value)];
  const largest = Math.max(...known.map((value) => value ?? 0), 1);
  if (outlier === null) return { range: [0, largest * 1.1] };
  // Figures of 0 are there too, so it is the inverse hyperbolic sine and no plain logarithm.
  return { range: [0, largest * 1.6], distr: ASINH, asinh: Math.max(1, outlier.ordinary / 10) };
}

/** Lines of the scale; of a logarithmic one, 0 and the powers of ten. */
function levelAxis(chart: TimeChart): Partial<uPlot.Axis> {
  const values: uPlot.Axis.Values = (_, splits) => splits.map(chart.format);
  const outlier = outlierOf(chart);
  if (outlier === null) return { values };
  const powers: number[] = [];
  for (
    let power = Math.floor(Math.log10(outlier.ordinary));
    10 ** power <= outlier.largest;
    power += 1
  ) {
    powers.push(10 ** power);
  }
  return { values, splits: [0, ...powers], filter: (_, splits) => splits };
}

function showAt(
  { times, usual, alert, format }: TimeChart,
  at: number | null,
  readout: HTMLElement,
) {
  const seconds = at === null ? undefined : times[at];
  const value = at === null ? null : (alert[at] ?? usual[at] ?? null);
  readout.textContent =
    seconds === undefined || value === null
      ? '\u00a0'
      : `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC: ${format(value)}`;
}
