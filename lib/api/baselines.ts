import { describeBaseline } from '../baseline/describe/describeBaseline';
import { describeHours } from '../baseline/describe/describeHours';
import { describeText } from '../baseline/describe/describeText';
import { Profile } from '../baseline/profile/profile';
import { ProfileError } from '../baseline/profile/profileError';
import type { ProfileStore } from '../baseline/profileStore';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import {
  isReading,
  json,
  methodNotAllowed,
  ParameterError,
  problem,
  READING,
  type ApiRequest,
  type ApiResponse,
} from './http';
import { readParameters } from './parameters';
import { baselineSeriesSchema } from './schemas/accountPages';

/** Accounts of one name that are told apart in an answer. */
const MOST_NAMESAKES = 10;
const RESOURCE_ID =
  /^\/?subscriptions\/[\w-]+\/resourcegroups\/[^/?#]+\/providers\/microsoft\.documentdb\/databaseaccounts\/[a-z0-9-]+$/;
const NAME = /^[a-z0-9][a-z0-9-]{0,49}$/;

/**
 * `GET baselines/{account}`: what is known of an account, in numbers and in words; `series=MEASURE`
 * adds the figures of that measure hour by hour.
 */
export async function handleBaselines(
  { store, profiles }: { readonly store: DocumentStore; readonly profiles: ProfileStore },
  request: ApiRequest,
): Promise<ApiResponse> {
  if (!isReading(request)) return methodNotAllowed(request, READING);
  try {
    const { series: measure } = readParameters(request.url.searchParams, baselineSeriesSchema);
    const wanted = accountIn(request);
    const accounts = await accountsLike(store, wanted);
    const [account] = accounts;
    if (account === undefined) {
      return problem(404, 'Not found', `Nothing is known of an account '${wanted}'`);
    }
    if (accounts.length > 1) {
      const detail = `Several accounts are called '${wanted}'; ask by resource id`;
      return problem(404, 'Not found', detail, { accounts });
    }
    const profile = (await profiles.load(account)) ?? new Profile(account);
    const description = describeBaseline(profile);
    const series = measure === undefined ? {} : { series: describeHours(profile, measure) };
    return json({ ...description, text: describeText(description), ...series });
  } catch (error) {
    if (error instanceof ParameterError) return error.toResponse();
    if (!(error instanceof ProfileError)) throw error;
    const detail = `${error.message}; it is learned anew when the account is next active`;
    return problem(404, 'Not found', detail);
  }
}

/** The account that is asked for: a resource id or a name, in lower case. @throws ParameterError */
function accountIn({ parameters }: ApiRequest): string {
  const account = decoded(parameters['account'] ?? '')
    .trim()
    .toLowerCase();
  if (NAME.test(account)) return account;
  if (RESOURCE_ID.test(account)) return account.startsWith('/') ? account : `/${account}`;
  throw new ParameterError('account', 'The account is no resource id and no name of one', [
    '/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.DocumentDB/databaseAccounts/<name>',
    '<name>',
  ]);
}

/** Hosts leave an escaped slash within a path as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Accounts with this id or name of which anything is known. */
async function accountsLike(store: DocumentStore, wanted: string): Promise<readonly AccountId[]> {
  const isId = wanted.startsWith('/');
  const found = await store.query<StoredDocument & { readonly accountId: AccountId }>('baselines', {
    ...(isId ? { partition: wanted } : {}),
    where: [
      { field: 'id', is: 'oneOf', values: ['profile', 'learning'] },
      ...(isId ? [] : [{ field: 'accountId', is: 'containing', value: `/${wanted}` } as const]),
    ],
  });
  const accounts = new Set(found.map(({ accountId }) => accountId));
  const named = [...accounts].filter((account) => isId || account.endsWith(`/${wanted}`));
  return named.sort().slice(0, MOST_NAMESAKES);
}
