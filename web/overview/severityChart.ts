import { SEVERITIES } from '../../lib/alerts/alert';
import { counted } from '../../lib/alerts/phrases';
import { h, s } from '../dom/element';
import type { TimeSlot } from './alertCounts';
import type { Period } from './period';

const HEIGHT = 140;
const WIDTH = 1000;
const GAP = 4;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_TICKS = 7;
/** From this share of the width on a tick's words stand before it: behind it there is no room. */
const LATE = 0.9;

/** Alerts over time as bars, the worst at the bottom, with the same figures as a table for screen readers. */
export function severityChart(slots: readonly TimeSlot[], period: Period): HTMLElement {
  const totals = slots.map(({ counts }) => sum(Object.values(counts)));
  const most = Math.max(...totals, 1);
  const width = WIDTH / slots.length;
  const bars = slots.map((slot, index) => {
    let y = HEIGHT;
    const parts = [...SEVERITIES].reverse().map((severity) => {
      const height = (slot.counts[severity] / most) * HEIGHT;
      y -= height;
      return s('rect', {
        'data-severity': severity,
        x: index * width + GAP / 2,
        y,
        width: width - GAP,
        height,
      });
    });
    return s('g', {}, s('title', {}, slotText(slot)), parts);
  });
  return h(
    'figure',
    { class: 'bars-over-time' },
    h('span', { class: 'most', 'aria-hidden': 'true' }, most),
    s(
      'svg',
      {
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `${counted(sum(totals), 'alert')} in ${period.name}, at most ${most} at a time`,
      },
      s('line', { x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT }),
      bars,
    ),
    h('div', { class: 'ticks', 'aria-hidden': 'true' }, ticksOf(slots, period)),
  );
}

function slotText({ start, counts }: TimeSlot): string {
  const told = [...SEVERITIES]
    .reverse()
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`);
  const time = new Date(start).toISOString().slice(0, 16).replace('T', ' ');
  return `${time} UTC: ${told.length === 0 ? 'none' : told.join(', ')}`;
}

/** Days, or hours where only one is shown; at most seven of them. */
function ticksOf(slots: readonly TimeSlot[], { span }: Period): HTMLElement[] {
  const isOneDay = span <= DAY;
  const unit = isOneDay ? HOUR : DAY;
  const every = unit * Math.ceil(span / unit / MOST_TICKS);
  return slots.flatMap(({ start }, index) => {
    if (start % every !== 0) return [];
    const iso = new Date(start).toISOString();
    const tick = h('span', {}, isOneDay ? iso.slice(11, 16) : iso.slice(5, 10));
    const share = index / slots.length;
    tick.style.left = `${share * 100}%`;
    tick.classList.toggle('late', share > LATE);
    return [tick];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
