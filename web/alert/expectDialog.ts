import type { Alert } from '../../lib/alerts/alert';
import { send } from '../api/client';
import { paths, type Expectation } from '../api/resources';
import { hrefOf } from '../app/route';
import { openDialog } from '../dom/dialog';
import { h } from '../dom/element';
import { ruleFacts } from '../suppressions/ruleFacts';

const DAYS = 90;
const MOST_DAYS = 365;

/** "This is expected": dismisses the alert, and hides what is like it in all that can be told. */
export function openExpectDialog(alert: Alert, changed: () => void): void {
  const days = h('input', { id: 'days', type: 'number', min: 1, max: MOST_DAYS, value: DAYS });
  const reason = h('textarea', { id: 'reason', rows: 3, maxlength: 1000, required: true });
  openDialog({
    title: 'This is expected',
    body: [
      h(
        'p',
        {},
        'The alert is dismissed, so that the baseline learns from its hours, and the narrowest rule that covers it hides what is like it.',
      ),
      h('label', { for: 'reason' }, 'Why is it expected?'),
      reason,
      h('label', { for: 'days' }, 'For how many days'),
      days,
    ],
    confirm: 'Dismiss and hide',
    act: async () => {
      const body = { days: Number(days.value), reason: reason.value.trim() };
      const made = await send<Expectation>('POST', `${paths.alert(alert.id)}/expect`, { body });
      changed();
      showRule(made);
    },
  });
}

/** What the rule covers: where an alert's operations agree on little, it is wide. */
function showRule({ suppression }: Expectation): void {
  openDialog({
    title: 'The rule that was made',
    body: [
      h('p', {}, 'It hides alerts that fit all of this:'),
      ruleFacts(suppression),
      h('p', { class: 'muted' }, 'Look at it if that is wider than you meant.'),
    ],
    confirm: 'See the rule',
    act: () => {
      location.hash = hrefOf(['suppressions', suppression.id]);
      return Promise.resolve();
    },
  });
}
