import type { Severity } from '../alerts/alert';
import { SEVERITIES } from '../alerts/alert';
import type { AccountBaseline, DeedIdentity, Facet, Novelty } from '../baseline/baseline';
import { addressIn } from '../baseline/profile/facets';
import { managerValue } from '../baseline/profile/managementFacets';
import { hostOf } from '../intel/hosting';
import { isService, toolOf } from '../management/callerClaims';
import { homeOf } from '../management/callerHome';
import { MANAGEMENT_KINDS, type ManagementKind } from '../management/managementKind';
import type { ManagementOperation } from '../management/operation';
import { subscriptionOf } from '../management/subscription';
import type { DetectionContext } from './detector';
import { rarityIn } from './newcomer';

/** What is unusual about who asked for an operation. */
export interface Strangeness {
  /** 0 where nothing is, or where nothing can be told. */
  readonly weight: number;
  readonly novelties: readonly Novelty[];
  /** True where open or resolved alerts have told of all of it. */
  readonly isOldNews: boolean;
}

export const FAMILIAR: Strangeness = { weight: 0, novelties: [], isOldNews: false };
/** Everybody has it, and it lists keys by itself when somebody opens an account in it. */
const PORTAL = 'azure-portal';
/** Days on which something must have been seen elsewhere to vouch for what is new here. */
const VOUCHING_DAYS = 3;

/**
 * How unusual it is that this one does this, from there and with that, on a known account: an
 * identity of an unknown organisation, or of none, 2; another new one, or one that does other things
 * here or did this long ago, 1; a country 2; a tool 1, but for the portal. An organisation that lists
 * keys in the subscription is known, and so is a country from which the data is used; a service that
 * does so counts 1.
 */
export function strangenessOf(
  deed: DeedIdentity & { readonly kind: ManagementKind },
  baseline: AccountBaseline | null,
  context: DetectionContext,
): Strangeness {
  if (baseline === null || baseline.stage === 'new') return FAMILIAR;
  const all = baseline.noveltiesOfDeed(deed);
  const rare = isOwnCloud(deed, all, context)
    ? []
    : [...all.filter(rarityIn(context)), ...seldomIdentity(all, deed, baseline, context)];
  const facets = new Map(
    rare
      .filter((novelty) => !isVouchedFor(novelty, baseline, context))
      .map((novelty): [Facet, Novelty] => [novelty.facet, novelty]),
  );
  const identity = identityWeight(facets, deed, baseline, context);
  if (identity === 0) facets.delete('managerHome');
  // An application's id is as new as the identity that it signs in with.
  if (facets.has('manager') && deed.tool.startsWith('app ')) facets.delete('managerTool');
  const place = facets.has('managerCountry') ? 2 : 0;
  // A new country goes without saying of its network.
  if (place > 0) facets.delete('managerNetwork');
  const novelties = [...facets.values()];
  return {
    weight: identity + place + Number(facets.has('managerTool')),
    novelties,
    isOldNews: isOldNews(novelties),
  };
}

/** New identities of such kinds come on at most every second day. */
const SELDOM = 0.5;

/**
 * The identity, where new ones are not rare enough to be told of, and this one is all the same: a
 * service that manages nothing here nor in the subscription, or one that comes with a tool or from a
 * country that is new as well, each of which may be no news alone.
 */
function seldomIdentity(
  all: readonly Novelty[],
  deed: DeedIdentity,
  baseline: AccountBaseline,
  context: DetectionContext,
): readonly Novelty[] {
  const identity = all.find(({ facet }) => facet === 'manager');
  if (identity === undefined || 1 - identity.surprise > SELDOM) return [];
  if (identity.lastSeen !== null || rarityIn(context)(identity)) return [];
  const { principal, home = '', tool } = deed;
  const isKnown =
    managesHere(principal, baseline) || isOfSubscription(principal, baseline, context);
  if (home === '' && !isKnown) return [identity];
  const others = all.filter(
    ({ facet, value }) =>
      (facet === 'managerCountry' || (facet === 'managerTool' && !tool.startsWith('app '))) &&
      !isVouchedFor({ facet, value }, baseline, context),
  );
  const chance = others.reduce((product, { surprise }) => product * (1 - surprise), 1);
  const isRare = (1 - identity.surprise) * chance <= 1 / context.thresholds.newcomerDays;
  return others.length > 0 && isRare ? [identity] : [];
}

/** Who is known by more than a network is no other one on the next: build machines are anywhere. */
function isOldNews(novelties: readonly Novelty[]): boolean {
  const weighing = novelties.filter(({ facet }) => facet !== 'managerNetwork');
  const telling = weighing.length > 0 ? weighing : novelties;
  return telling.length > 0 && telling.every(({ reported }) => reported);
}

/** New among those who manage the account, and yet no news. */
function isVouchedFor(
  { facet, value }: Pick<Novelty, 'facet' | 'value'>,
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  if (facet === 'managerTool') return value === PORTAL;
  if (facet === 'managerCountry') {
    return (
      baseline.usualValues('country').includes(value) &&
      baseline.daysSeen('country', value) >= VOUCHING_DAYS
    );
  }
  return (
    facet === 'managerHome' && daysInSubscription(facet, value, baseline, context) >= VOUCHING_DAYS
  );
}

function identityWeight(
  facets: ReadonlyMap<Facet, Novelty>,
  { principal, home = '' }: DeedIdentity,
  baseline: AccountBaseline,
  context: DetectionContext,
): number {
  const manages = managesHere(principal, baseline);
  if (!manages && facets.has('managerHome')) return 2;
  if (!facets.has('manager')) return 0;
  return manages || home !== '' || isOfSubscription(principal, baseline, context) ? 1 : 2;
}

/** True for who did anything to the account before. */
export function managesHere(
  principal: DeedIdentity['principal'],
  baseline: AccountBaseline,
): boolean {
  return MANAGEMENT_KINDS.some((kind) =>
    baseline.knows('manager', managerValue({ principal, kind })),
  );
}

/** True for a pipeline that lists keys of other accounts of the subscription. */
function isOfSubscription(
  principal: DeedIdentity['principal'],
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  const value = managerValue({ principal, kind: 'keyListing' });
  return daysInSubscription('manager', value, baseline, context) >= VOUCHING_DAYS;
}

/** Days on which something was seen where keys are listed in the account's subscription. */
function daysInSubscription(
  facet: Facet,
  value: string,
  { account }: AccountBaseline,
  context: DetectionContext,
): number {
  const subscription = subscriptionOf(account);
  const siblings = subscription === null ? null : context.baseline(subscription);
  return siblings?.daysSeen(facet, value) ?? 0;
}

/** Build machines of a known pipeline are anywhere in the cloud that they always were in. */
function isOwnCloud(
  { address }: DeedIdentity,
  novelties: readonly Novelty[],
  { placeOf }: DetectionContext,
): boolean {
  const network = novelties.find(({ facet }) => facet === 'managerNetwork');
  const others = novelties.some(({ facet }) => facet === 'manager' || facet === 'managerTool');
  if (network === undefined || others) return false;
  const host = hostOf(address, placeOf(address)?.asn ?? null);
  return host !== null && network.usual.some((usual) => hostOf(addressIn(usual), null) === host);
}

/** What is unusual about the manager of an operation; nothing while none is known. */
export function strangenessIn(
  { manager, account, kind }: ManagementOperation,
  context: DetectionContext,
): Strangeness {
  if (manager === null) return FAMILIAR;
  const { principal, clientIp: address } = manager;
  const deed = { kind, principal, address, tool: toolOf(manager), home: homeOf(manager) };
  return strangenessOf(deed, context.baseline(account), context);
}

/**
 * True for what happens in the course of work: a colleague opens the account in the portal, or
 * automation that is known here does one thing more.
 */
export function isRoutine(
  { manager }: ManagementOperation,
  { weight }: Pick<Strangeness, 'weight'>,
): boolean {
  if (manager === null || weight > 1) return false;
  return toolOf(manager) === PORTAL || isService(manager);
}

/** True for a service that manages the account, at work from where and with what it always is. */
export function isKnownService(
  { manager, account }: ManagementOperation,
  { novelties }: Strangeness,
  context: DetectionContext,
): boolean {
  const baseline = context.baseline(account);
  if (manager === null || baseline === null || !isService(manager)) return false;
  const isAtHome = novelties.every(({ facet }) => facet === 'manager');
  return isAtHome && managesHere(manager.principal, baseline);
}

/** The severity of what was done, one step up for somebody strange of whom nobody was told yet. */
export function raisedBy({ weight, isOldNews }: Strangeness, severity: Severity): Severity {
  if (weight < 2 || isOldNews) return severity;
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity;
}

const BY_ONE_LOG = 0.4;
const BY_NAME = 0.1;
const BY_JOIN = 0.05;
const BY_RECORD = 0.01;
const MOST_RECORDS = 4;
const BY_STRANGENESS = 0.05;

/** The more is known of an operation, the surer; so the details of an alert are the fullest. */
export function confidenceIn(
  { manager, join, records }: ManagementOperation,
  { weight }: Strangeness,
): number {
  const sure =
    BY_ONE_LOG +
    (manager === null ? 0 : BY_NAME) +
    (join === null ? 0 : BY_JOIN) +
    Math.min(records.length, MOST_RECORDS) * BY_RECORD +
    weight * BY_STRANGENESS;
  return Math.round(sure * 100) / 100;
}
