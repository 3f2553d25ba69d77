import type { Alert, AlertStatus } from '../../lib/alerts/alert';
import { ApiError } from '../api/apiError';
import { send } from '../api/client';
import { paths } from '../api/resources';

/** What the API calls the way to a status. */
const ACTIONS: Readonly<Record<AlertStatus, { readonly path: string; readonly name: string }>> = {
  Active: { path: 'activate', name: 'Reopen' },
  InProgress: { path: 'inProgress', name: 'In progress' },
  Resolved: { path: 'resolve', name: 'Resolve' },
  Dismissed: { path: 'dismiss', name: 'Dismiss' },
};
const AT_ONCE = 4;

export function actionName(status: AlertStatus): string {
  return ACTIONS[status].name;
}

/** @throws ApiError */
export function changeStatus(id: string, status: AlertStatus, comment: string): Promise<Alert> {
  const body = comment.trim() === '' ? {} : { comment: comment.trim() };
  return send<Alert>('POST', `${paths.alert(id)}/${ACTIONS[status].path}`, { body });
}

export interface BulkResult {
  readonly changed: number;
  readonly failures: readonly ApiError[];
}

/** Changes many; one that has the status already counts as done, and too many at a time are waited for. */
export async function changeMany(
  ids: readonly string[],
  status: AlertStatus,
  comment: string,
  progress: (done: number) => void,
): Promise<BulkResult> {
  const waiting = [...ids];
  const failures: ApiError[] = [];
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const failure = await changeOne(id, status, comment);
      if (failure !== null) failures.push(failure);
      progress(ids.length - waiting.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { changed: ids.length - failures.length, failures };
}

async function changeOne(
  id: string,
  status: AlertStatus,
  comment: string,
): Promise<ApiError | null> {
  for (;;) {
    try {
      await changeStatus(id, status, comment);
      return null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 409 && error.title === 'Nothing to change') return null;
      if (error.status !== 429) return error;
      const seconds = error.retryAfter ?? 1;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}
