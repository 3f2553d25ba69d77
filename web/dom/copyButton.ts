import { h } from './element';

const SHOWN_MS = 1500;

/** A button that puts a text on the clipboard and says so. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'small', 'aria-live': 'polite' }, label);
  const say = (word: string): void => {
    button.textContent = word;
    setTimeout(() => (button.textContent = label), SHOWN_MS);
  };
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => say('Copied'),
      () => say('Copying is not allowed here'),
    );
  });
  return button;
}
