import { problemNote } from '../dom/problemNote';
import { ApiError } from './apiError';
import { read } from './client';

/** What a part of a page shows: an answer, or why there is none. */
export type Attempt<T> =
  { readonly body: T; readonly error: null } | { readonly body: null; readonly error: ApiError };

/** Reads what a page can do without: a key may open some functions and not others. */
export async function attempt<T>(path: string): Promise<Attempt<T>> {
  try {
    return { body: (await read<T>(path)).body, error: null };
  } catch (error) {
    if (error instanceof ApiError) return { body: null, error };
    throw error;
  }
}

/** What `show` makes of the answer, or a note of what went wrong. */
export function shownOr<T>(
  { body, error }: Attempt<T>,
  show: (body: T) => HTMLElement,
): HTMLElement {
  return error === null ? show(body) : problemNote(error);
}
