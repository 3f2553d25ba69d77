import type { Alert } from '../../lib/alerts/alert';
import { hrefOf } from '../app/route';
import { h, type Child } from '../dom/element';
import { section } from '../dom/parts';
import { exactTime } from '../text/times';
import { isChain, type Story, type StoryStep } from './story';

interface Moment {
  readonly at: string;
  readonly kind: 'event' | 'history' | 'delivery' | 'related';
  readonly what: Child;
  readonly detail: string;
}

/** What happened, and what was done about it, in one order of time. */
export function timelineSection(alert: Alert, story: Story | null): HTMLElement {
  const moments = [
    ...eventsOf(alert),
    ...(story?.steps ?? []).filter(({ alertId }) => alertId !== alert.id).map(toMoment),
    ...alert.history.map(({ at, by, what, comment }): Moment => {
      return { at, kind: 'history', what: `Alert ${what}`, detail: withComment(by, comment) };
    }),
    ...deliveriesOf(alert),
  ].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  return section(
    'Timeline',
    h(
      'ol',
      { class: 'timeline' },
      moments.map(({ at, kind, what, detail }) =>
        h(
          'li',
          { 'data-kind': kind },
          h('time', { datetime: at }, exactTime(at)),
          h('span', {}, what),
          detail !== '' && h('span', { class: 'muted' }, detail),
        ),
      ),
    ),
  );
}

function eventsOf(alert: Alert): Moment[] {
  // The steps of a chain stand there themselves.
  if (isChain(alert)) return [];
  const { startTimeUtc, endTimeUtc, occurrences } = alert;
  const first: Moment = { at: startTimeUtc, kind: 'event', what: 'First operation', detail: '' };
  if (occurrences < 2 || endTimeUtc === startTimeUtc) return [first];
  const detail = `of ${occurrences.toLocaleString('en')}`;
  return [first, { at: endTimeUtc, kind: 'event', what: 'Last operation', detail }];
}

function toMoment({ alertId, startTimeUtc, name, part }: StoryStep): Moment {
  const what = alertId === null ? name : h('a', { href: hrefOf(['alerts', alertId]) }, name);
  return { at: startTimeUtc, kind: 'related', what, detail: part };
}

function deliveriesOf({ delivery }: Alert): Moment[] {
  return Object.entries(delivery).map(([sink, { state, since, attempts, lastError }]) => ({
    at: since,
    kind: 'delivery',
    what: `${sink}: ${state === 'givenUp' ? 'given up' : state}`,
    detail: lastError ?? (attempts > 1 ? `after ${attempts} attempts` : ''),
  }));
}

function withComment(by: string, comment: string | null): string {
  return comment === null ? `by ${by}` : `by ${by}: ${comment}`;
}
