import { hrefOf } from '../app/route';
import { h } from '../dom/element';
import { section, severityBadge } from '../dom/parts';
import { clockTime } from '../text/times';
import type { Story, StoryStep } from './story';

/** A story as a picture of its steps. @param current id of the alert that is shown */
export function storySection({ title, steps }: Story, current: string): HTMLElement {
  return section(
    title,
    h(
      'ol',
      { class: 'chain', tabindex: 0, 'aria-label': title },
      steps.map((step) => stepOf(step, step.alertId === current)),
    ),
  );
}

function stepOf(step: StoryStep, isThis: boolean): HTMLElement {
  const { alertId, name, part, severity, startTimeUtc, reason } = step;
  return h(
    'li',
    { class: 'step', 'data-severity': severity, 'aria-current': isThis ? 'step' : null },
    h('time', { datetime: startTimeUtc }, clockTime(startTimeUtc)),
    severityBadge(severity),
    alertId === null || isThis
      ? h('strong', {}, name)
      : h('a', { href: hrefOf(['alerts', alertId]) }, name),
    h('span', { class: 'muted' }, part),
    h('span', { class: 'step-reason', title: reason }, reason),
  );
}
