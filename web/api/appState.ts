import type { AccountCoverage } from '../../lib/coverage/report';
import { attempt, type Attempt } from './attempt';
import { pathOfLink } from './client';
import { paths, type CoverageReport, type Health } from './resources';

/** What costs the app many reads, and changes slowly, is asked for so often at most. */
const KEPT_MS = 60_000;
const MOST_PAGES = 10;

export const readHealth = kept(() => attempt<Health>('health'));

/** Coverage of all accounts; of a thousand, where there are more. */
export const readCoverage = kept(async (): Promise<Attempt<readonly AccountCoverage[]>> => {
  const accounts: AccountCoverage[] = [];
  let path: string | null = `${paths.coverage()}?top=100`;
  for (let page = 0; page < MOST_PAGES && path !== null; page += 1) {
    const { body, error }: Attempt<CoverageReport> = await attempt<CoverageReport>(path);
    if (error !== null) return { body: null, error };
    accounts.push(...body.value);
    path = body.nextLink === null ? null : pathOfLink('coverage', body.nextLink);
  }
  return { body: accounts, error: null };
});

/** The last answer while it is young; a failure is not kept. */
function kept<T>(read: () => Promise<Attempt<T>>): () => Promise<Attempt<T>> {
  let last: { readonly at: number; readonly answer: Attempt<T> } | null = null;
  return async () => {
    if (last !== null && Date.now() - last.at < KEPT_MS) return last.answer;
    const answer = await read();
    last = answer.error === null ? { at: Date.now(), answer } : null;
    return answer;
  };
}
