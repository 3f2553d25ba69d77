import { fill, h, type Child } from './element';
import { problemNote } from './problemNote';

export interface DialogContent {
  readonly title: string;
  readonly body: readonly Child[];
  readonly confirm: string;
  /** What is done; the dialog stays open and says why where it fails. */
  readonly act: () => Promise<void>;
}

/** Asks a person before something is done. The browser keeps the focus inside and gives it back. */
export function openDialog({ title, body, confirm, act }: DialogContent): void {
  const note = h('div', { role: 'alert' });
  const button = h('button', { type: 'submit', class: 'primary' }, confirm);
  const submit = async (): Promise<void> => {
    button.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (error) {
      fill(note, problemNote(error));
      button.disabled = false;
    }
  };
  const form = h(
    'form',
    {
      method: 'dialog',
      onsubmit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    h('h2', { id: 'dialog-title' }, title),
    body,
    note,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      button,
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
