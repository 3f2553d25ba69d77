import { h } from '../dom/element';

const PAUSE_MS = 300;

/** Looks for what is typed, once the person pauses. `/` goes there from anywhere on the page. */
export function searchField(change: (text: string) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const field = h('input', {
    type: 'search',
    placeholder: 'Search: address, identity, words  ( / )',
    'aria-label': 'Search alerts',
    maxlength: 200,
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        change(field.value.trim());
      }, PAUSE_MS);
    },
  });
  const onKey = (event: KeyboardEvent): void => {
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea');
    if (event.key !== '/' || isTyping) return;
    event.preventDefault();
    field.focus();
  };
  document.addEventListener('keydown', onKey);
  return {
    field,
    /** What the address says, unless the person is at it. */
    show: (text: string): void => {
      if (timer === undefined && field.value.trim() !== text) field.value = text;
    },
    stop: (): void => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
    },
  };
}
