import { STATUSES, type AlertStatus } from '../../lib/alerts/alert';
import { counted } from '../../lib/alerts/phrases';
import { openDialog } from '../dom/dialog';
import { h } from '../dom/element';
import { actionName, changeMany } from './changeStatus';

/** What can be done with the alerts that are selected. */
export function bulkBar(
  ids: readonly string[],
  clear: () => void,
  changed: () => void,
): HTMLElement {
  const ask = (status: AlertStatus): void => {
    const comment = h('textarea', { id: 'bulk-comment', rows: 2, maxlength: 2000 });
    const progress = h('progress', { max: ids.length, value: 0, hidden: true });
    openDialog({
      title: `${actionName(status)}: ${counted(ids.length, 'alert')}`,
      body: [
        h('label', { for: 'bulk-comment' }, 'Comment, kept in the history (optional)'),
        comment,
        progress,
      ],
      confirm: actionName(status),
      act: async () => {
        progress.hidden = false;
        const result = await changeMany(ids, status, comment.value, (done) => {
          progress.value = done;
        });
        changed();
        const [failure] = result.failures;
        if (failure !== undefined) {
          const failed = counted(result.failures.length, 'alert');
          throw new Error(`${failed} could not be changed: ${failure.message}`, { cause: failure });
        }
        clear();
      },
    });
  };
  return h(
    'div',
    { class: 'bulk', role: 'toolbar', 'aria-label': 'Selected alerts' },
    h('strong', {}, `${ids.length} selected`),
    STATUSES.map((status) =>
      h('button', { type: 'button', onclick: () => ask(status) }, actionName(status)),
    ),
    h('button', { type: 'button', class: 'quiet', onclick: clear }, 'Select none'),
  );
}
