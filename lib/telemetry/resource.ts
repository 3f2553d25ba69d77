import type { AccountId } from './event';
import { InternTable } from './internTable';
import { keySeedOf, type KeySeed } from './recordKey';

/** An account, or a subscription, which counts as the account `/subscriptions/<id>`. */
export interface KnownResource {
  readonly scope: 'account' | 'subscription';
  readonly account: AccountId;
  /** What follows the account in the id, lower case, without a leading slash, or empty. */
  readonly rest: string;
  readonly keySeed: KeySeed;
}

/** What a `resourceId` points at. */
export type Resource =
  KnownResource | { readonly scope: 'otherResourceType' | 'otherService' | 'invalid' };

/** True for what can have events. */
export function isKnown(resource: Resource): resource is KnownResource {
  return resource.scope === 'account' || resource.scope === 'subscription';
}

const ACCOUNT_TYPE = '/providers/microsoft.documentdb/databaseaccounts/';
const COSMOS_PROVIDER = '/providers/microsoft.documentdb/';
/** A role over a resource group reaches the accounts in it, and counts for the subscription. */
const IN_GROUP =
  /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/providers\/microsoft\.authorization\//;
const LONGEST_ID = 2_048;

const resources = new InternTable<Resource>(4_096, readResource);

/** Reads an ARM id in any case, or a bare account name (2017). Equal ids give one object. */
export function resourceOf(resourceId: string): Resource {
  return resources.get(resourceId);
}

function readResource(resourceId: string): Resource {
  if (resourceId.length > LONGEST_ID) return { scope: 'invalid' };
  const id = resourceId.trim().toLowerCase();
  if (!id.includes('/'))
    return isAccountName(id) ? found('account', id, id.length) : { scope: 'invalid' };
  const path = id.startsWith('/') ? id : `/${id}`;
  const typeAt = path.indexOf(ACCOUNT_TYPE);
  if (typeAt >= 0) {
    const nameAt = typeAt + ACCOUNT_TYPE.length;
    const slash = path.indexOf('/', nameAt);
    const end = slash < 0 ? path.length : slash;
    return end > nameAt ? found('account', path, end) : { scope: 'invalid' };
  }
  if (path.includes(COSMOS_PROVIDER)) return { scope: 'otherResourceType' };
  const [, root, subscription = '', next] = path.split('/', 4);
  if (root !== 'subscriptions' || subscription === '') return { scope: 'otherService' };
  if (next === 'resourcegroups' && !IN_GROUP.test(path)) return { scope: 'otherService' };
  return found('subscription', path, '/subscriptions/'.length + subscription.length);
}

function found(scope: 'account' | 'subscription', path: string, end: number): KnownResource {
  const name = path.slice(0, end);
  return {
    scope,
    // The one place where a text becomes an account id: it has just been made lower case.
    account: name as AccountId,
    rest: path.slice(end + 1),
    keySeed: keySeedOf(name),
  };
}

/** Account names have 3 to 50 lower-case letters, digits and dashes. */
function isAccountName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{2,49}$/.test(name);
}
