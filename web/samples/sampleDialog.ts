import { accountName } from '../../lib/telemetry/displayNames';
import { NO_CHOICES, readChoices } from '../alerts/choices';
import { send } from '../api/client';
import { hrefOf } from '../app/route';
import { openDialog } from '../dom/dialog';
import { fill, h } from '../dom/element';
import { selectField } from '../dom/selectField';

/** Asks which sample to send through the real pipeline, and sends it. */
export function openSampleDialog(): void {
  let alertType = '';
  let accountId = '';
  const fields = h('div', { class: 'fields' });
  const show = ({ alertTypes, accounts } = NO_CHOICES): void => {
    fill(
      fields,
      selectField(
        'Alert type',
        [['', 'One of every type'], ...alertTypes.map((id) => [id, id] as const)],
        alertType,
        (value) => (alertType = value),
      ),
      selectField(
        'Account',
        [['', 'A made-up account'], ...accounts.map((id) => [id, accountName(id)] as const)],
        accountId,
        (value) => (accountId = value),
      ),
    );
  };
  show();
  // Without the choices, the sample of everything can still be sent.
  void readChoices().then(show, () => undefined);
  openDialog({
    title: 'Send a sample alert',
    body: [
      h(
        'p',
        {},
        'Made-up log records go through the real pipeline. The alerts are marked as samples, and go to every sink that is configured.',
      ),
      fields,
    ],
    confirm: 'Send sample',
    act: async () => {
      await send('POST', 'alerts/simulate', {
        body: {
          ...(alertType === '' ? {} : { alertTypes: [alertType] }),
          ...(accountId === '' ? {} : { accountId }),
        },
      });
      location.hash = hrefOf(['alerts']);
    },
  });
}
