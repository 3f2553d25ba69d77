import type { Recommendation } from '../../lib/recommendations/recommendation';
import { send } from '../api/client';
import { openDialog } from '../dom/dialog';
import { h } from '../dom/element';
import { nothing, severityBadge, timeAgo } from '../dom/parts';
import { fixOf } from './coverageDetails';

/** Advice about the account, that which was dismissed last. */
export function recommendations(all: readonly Recommendation[], changed: () => void): HTMLElement {
  const open = all.filter(({ status }) => status === 'open');
  const dismissed = all.filter(({ status }) => status === 'dismissed');
  return h(
    'div',
    {},
    open.length === 0 && nothing('Nothing to recommend'),
    h(
      'ul',
      { class: 'plain' },
      open.map((one) => itemOf(one, changed)),
    ),
    dismissed.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, `${dismissed.length} dismissed`),
        h(
          'ul',
          { class: 'plain' },
          dismissed.map((one) => itemOf(one, changed)),
        ),
      ),
  );
}

function itemOf(recommendation: Recommendation, changed: () => void): HTMLElement {
  const { title, severity, summary, evidence, remediation, dismissal, status } = recommendation;
  return h(
    'li',
    {},
    severityBadge(severity),
    h(
      'div',
      {},
      h('strong', {}, title),
      h('p', {}, summary),
      evidence.examples.length > 0 && h('p', { class: 'muted' }, evidence.examples.join(', ')),
      fixOf({ text: remediation.steps.join(' '), commands: remediation.commands }),
      evidence.cannotKnow.length > 0 &&
        h('p', { class: 'muted' }, `What cannot be known: ${evidence.cannotKnow.join(' ')}`),
      dismissal !== null &&
        h(
          'p',
          { class: 'muted' },
          `${dismissal.outgrown ? 'It has got worse since it was dismissed' : 'Dismissed'} by ${dismissal.by}, `,
          timeAgo(dismissal.atUtc),
          `: ${dismissal.reason}`,
        ),
      status === 'open' &&
        h(
          'button',
          { type: 'button', class: 'small', onclick: () => askDismissal(recommendation, changed) },
          'Dismiss',
        ),
    ),
  );
}

function askDismissal({ id, title, worsens }: Recommendation, changed: () => void): void {
  const reason = h('textarea', { id: 'reason', rows: 3, maxlength: 1000, required: true });
  openDialog({
    title: `Dismiss: ${title}`,
    body: [
      h(
        'p',
        {},
        `It comes back when ${worsens.measure} is above ${worsens.returnsAbove} (now ${worsens.value}).`,
      ),
      h('label', { for: 'reason' }, 'Why?'),
      reason,
    ],
    confirm: 'Dismiss',
    act: async () => {
      const body = { reason: reason.value.trim() };
      await send('POST', `recommendations/${encodeURIComponent(id)}/dismiss`, { body });
      changed();
    },
  });
}
