import { ApiError } from '../api/apiError';
import { h } from './element';

/** What went wrong, and what a person can do about it. */
export function problemNote(error: unknown, retry?: () => void): HTMLElement {
  const { title, detail } = wordsFor(error);
  return h(
    'div',
    { class: 'problem' },
    h('strong', {}, title),
    h('span', {}, detail),
    retry !== undefined && h('button', { type: 'button', onclick: retry }, 'Try again'),
  );
}

function wordsFor(error: unknown): { readonly title: string; readonly detail: string } {
  if (error instanceof ApiError) {
    const title = error.status === 0 ? error.title : `${error.title} (${error.status})`;
    return { title, detail: error.message };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { title: 'The page has failed', detail };
}
