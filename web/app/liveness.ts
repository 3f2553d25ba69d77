import { h } from '../dom/element';
import { problemNote } from '../dom/problemNote';
import { askForKey } from './keyForm';
import { ApiError } from '../api/apiError';

export interface Liveness {
  /** A word in the header: how fresh the page is. */
  readonly word: HTMLElement;
  /** What is wrong with the API, above everything else. */
  readonly banner: HTMLElement;
  heard(): void;
  failed(error: unknown, retry: () => void): void;
}

/** Says whether what the page shows is fresh. */
export function liveness(): Liveness {
  const word = h('span', { class: 'live', 'data-state': 'waiting' }, 'Loading');
  const banner = h('div', { role: 'alert', class: 'banner' });
  let heardAt: number | null = null;
  const show = (state: string, text: string): void => {
    if (word.dataset['state'] === state && word.textContent === text) return;
    word.dataset['state'] = state;
    word.textContent = text;
  };
  return {
    word,
    banner,
    heard: () => {
      heardAt = Date.now();
      banner.replaceChildren();
      show('live', 'Live');
    },
    failed: (error, retry) => {
      const since = heardAt === null ? '' : ` since ${new Date(heardAt).toLocaleTimeString()}`;
      show('stale', `Not fresh${since}`);
      const isKeyless = error instanceof ApiError && error.status === 401;
      banner.replaceChildren(isKeyless ? askForKey(retry) : problemNote(error, retry));
    },
  };
}
