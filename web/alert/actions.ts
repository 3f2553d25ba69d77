import { STATUSES, type Alert, type AlertStatus } from '../../lib/alerts/alert';
import { actionName, changeStatus } from '../alerts/changeStatus';
import { send } from '../api/client';
import { paths } from '../api/resources';
import { openDialog } from '../dom/dialog';
import { h } from '../dom/element';
import { openExpectDialog } from './expectDialog';

/** What a person can do with the alert; `changed` reads it again. */
export function actionBar(alert: Alert, etag: string | null, changed: () => void): HTMLElement {
  return h(
    'div',
    { class: 'buttons', role: 'toolbar', 'aria-label': 'Actions' },
    STATUSES.filter((status) => status !== alert.status).map((status) =>
      h(
        'button',
        { type: 'button', onclick: () => askStatus(alert, status, changed) },
        actionName(status),
      ),
    ),
    h(
      'button',
      { type: 'button', onclick: () => openExpectDialog(alert, changed) },
      'This is expected',
    ),
    h('button', { type: 'button', onclick: () => askAssignee(alert, etag, changed) }, 'Assign'),
  );
}

function askStatus(alert: Alert, status: AlertStatus, changed: () => void): void {
  const comment = h('textarea', { id: 'comment', rows: 3, maxlength: 2000 });
  openDialog({
    title: `${actionName(status)}: ${alert.alertDisplayName}`,
    body: [h('label', { for: 'comment' }, 'Comment, kept in the history (optional)'), comment],
    confirm: actionName(status),
    act: async () => {
      await changeStatus(alert.id, status, comment.value);
      changed();
    },
  });
}

function askAssignee(alert: Alert, etag: string | null, changed: () => void): void {
  const field = h('input', {
    id: 'assignee',
    maxlength: 320,
    value: alert.assignedTo ?? '',
    autocomplete: 'email',
  });
  openDialog({
    title: 'Who looks after it?',
    body: [h('label', { for: 'assignee' }, 'Name or e-mail; empty for nobody'), field],
    confirm: 'Assign',
    act: async () => {
      const name = field.value.trim();
      const body = { assignedTo: name === '' ? null : name };
      await send('PATCH', paths.alert(alert.id), { body, ifMatch: etag ?? '*' });
      changed();
    },
  });
}
