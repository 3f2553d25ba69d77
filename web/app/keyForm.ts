import { accessKey, keepAccessKey } from '../api/accessKey';
import { h } from '../dom/element';

/** Asks for the function key that the API wants; it stays in this tab. */
export function askForKey(retry: () => void): HTMLElement {
  const field = h('input', { type: 'password', id: 'key', required: true, autocomplete: 'off' });
  const wasRefused = accessKey() !== null;
  return h(
    'form',
    {
      class: 'problem',
      onsubmit: (event) => {
        event.preventDefault();
        keepAccessKey(field.value.trim());
        retry();
      },
    },
    h('strong', {}, wasRefused ? 'The API refuses this key.' : 'The API asks for a function key.'),
    h('label', { for: 'key' }, 'Key'),
    field,
    h('button', { type: 'submit' }, 'Use it'),
    h(
      'span',
      { class: 'muted' },
      'A host key opens everything; a key of one function only what it serves. It is forgotten with this tab.',
    ),
  );
}
