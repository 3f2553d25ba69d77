import { read, send } from '../api/client';
import { paths, type Rule, type RuleWithHidden } from '../api/resources';
import { openDialog } from '../dom/dialog';
import { fill, h } from '../dom/element';
import { problemNote } from '../dom/problemNote';
import { clockTime } from '../text/times';
import { hiddenList } from './hiddenList';
import { ruleFacts } from './ruleFacts';

export interface RuleActions {
  readonly edit: (rule: Rule) => void;
  readonly changed: () => void;
}

/** A rule with what it hides. */
export function ruleCard(rule: Rule, { edit, changed }: RuleActions): HTMLElement {
  const { id, name, reason, author, state, expirationDateUtc } = rule;
  const hidden = h('div', { 'aria-live': 'polite' }, h('p', { class: 'muted' }, 'Counting …'));
  void showHidden(id, hidden);
  return h(
    'section',
    { class: 'card rule', id: `rule-${id}`, tabindex: -1 },
    h('h2', {}, name, ' ', h('span', { class: 'state', 'data-state': state }, state)),
    h('p', {}, reason),
    h('p', { class: 'muted' }, `by ${author}, until ${clockTime(expirationDateUtc)} UTC`),
    ruleFacts(rule),
    hidden,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', onclick: () => edit(rule) }, 'Change'),
      h('button', { type: 'button', onclick: () => askDeletion(rule, changed) }, 'Delete'),
    ),
  );
}

async function showHidden(id: string, room: HTMLElement): Promise<void> {
  try {
    const { body } = await read<RuleWithHidden>(paths.rule(id));
    fill(room, hiddenList(body.hidden, 'Hides'));
  } catch (error) {
    fill(
      room,
      problemNote(error, () => void showHidden(id, room)),
    );
  }
}

function askDeletion({ id, name }: Rule, changed: () => void): void {
  openDialog({
    title: `Delete: ${name}`,
    body: [h('p', {}, 'It hides nothing new then. What it hid stays hidden until it grows.')],
    confirm: 'Delete',
    act: async () => {
      const { hidden } = await send<RuleWithHidden>('DELETE', paths.rule(id));
      changed();
      openDialog({
        title: 'The rule is gone',
        body: [hiddenList(hidden, 'It hid')],
        confirm: 'Close',
        act: () => Promise.resolve(),
      });
    },
  });
}
