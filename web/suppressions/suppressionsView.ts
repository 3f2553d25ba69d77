import { NO_CHOICES, readChoices } from '../alerts/choices';
import { read } from '../api/client';
import type { RuleList } from '../api/resources';
import { keepFresh } from '../app/freshness';
import type { Route } from '../app/route';
import type { View } from '../app/view';
import { fill, h } from '../dom/element';
import { loading, nothing } from '../dom/parts';
import { ruleCard } from './ruleCard';
import { openRuleDialog } from './ruleDialog';

/** All suppression rules, and what each hides. */
export function suppressionsView({ path: [, wanted] }: Route): View {
  const content = h('div', { class: 'rules' }, loading('suppression rules'));
  let shown: RuleList | null = null;
  let choices = NO_CHOICES;
  const changed = (): void => poll.now();
  const show = ({ value }: RuleList): void => {
    const none = nothing(
      'No suppression rules',
      'Write one here, or say "This is expected" on an alert.',
    );
    const actions = {
      changed,
      edit: (rule: RuleList['value'][number]) => openRuleDialog(rule, choices, changed),
    };
    fill(content, value.length === 0 ? none : value.map((rule) => ruleCard(rule, actions)));
  };
  const poll = keepFresh(async () => {
    const { body } = await read<RuleList>('suppressions');
    if (body !== shown) show(body);
    if (shown === null && wanted !== undefined) {
      content.querySelector<HTMLElement>(`#rule-${CSS.escape(wanted)}`)?.focus();
    }
    shown = body;
    if (choices === NO_CHOICES) choices = await readChoices();
  });
  return {
    title: 'Suppressions',
    element: h(
      'div',
      {},
      h(
        'div',
        { class: 'title-line' },
        h('h1', {}, 'Suppressions'),
        h(
          'button',
          { type: 'button', onclick: () => openRuleDialog(null, choices, changed) },
          'New rule',
        ),
      ),
      content,
    ),
    stop: () => poll.stop(),
  };
}
