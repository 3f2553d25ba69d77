import type { Severity } from '../alerts/alert';
import { SEVERITIES } from '../alerts/alert';
import type { AccountBaseline, DeedIdentity, Novelty } from '../baseline/baseline';
import { managerValue } from '../baseline/profile/managementFacets';
import { hostOf } from '../intel/hosting';
import { toolOf } from '../management/callerClaims';
import { MANAGEMENT_KINDS, type ManagementKind } from '../management/managementKind';
import type { ManagementOperation } from '../management/operation';
import type { DetectionContext } from './detector';
import { rarityIn } from './newcomer';

/** What is unusual about who asked for an operation. */
export interface Strangeness {
  /** 0 where nothing is, or where nothing can be told. */
  readonly weight: number;
  readonly novelties: readonly Novelty[];
}

const FAMILIAR: Strangeness = { weight: 0, novelties: [] };

/**
 * How unusual it is that this one does this, from there and with that, on a known account: an
 * identity that is unknown 2, one that does other things here or did this long ago 1; a country 2; a
 * tool 1.
 */
export function strangenessOf(
  deed: DeedIdentity & { readonly kind: ManagementKind },
  baseline: AccountBaseline | null,
  context: DetectionContext,
): Strangeness {
  if (baseline === null || baseline.stage === 'new') return FAMILIAR;
  const all = baseline.noveltiesOfDeed(deed);
  const rare = isOwnCloud(deed, all, context) ? [] : all.filter(rarityIn(context));
  const facets = new Map(rare.map((novelty) => [novelty.facet, novelty]));
  const manager = facets.get('manager');
  const country = facets.has('managerCountry');
  // An application's id is as new as the identity that it signs in with.
  const tool =
    facets.has('managerTool') && !(manager !== undefined && deed.tool.startsWith('app '));
  const weight = identityWeight(manager, deed, baseline) + (country ? 2 : 0) + (tool ? 1 : 0);
  const novelties = rare.filter(
    ({ facet }) =>
      // A new country goes without saying of its network.
      (facet !== 'managerNetwork' || !country) && (facet !== 'managerTool' || tool),
  );
  return { weight, novelties };
}

function identityWeight(
  manager: Novelty | undefined,
  { principal }: DeedIdentity,
  baseline: AccountBaseline,
): number {
  if (manager === undefined) return 0;
  const doesOther = MANAGEMENT_KINDS.some((kind) =>
    baseline.knows('manager', managerValue({ principal, kind })),
  );
  return doesOther ? 1 : 2;
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

/** First address of a network such as `192.0.2.0/24`. */
function addressIn(network: string): string {
  return network.split('/', 1)[0] ?? '';
}

/** What is unusual about the manager of an operation; nothing while none is known. */
export function strangenessIn(
  { manager, account, kind }: ManagementOperation,
  context: DetectionContext,
): Strangeness {
  if (manager === null) return FAMILIAR;
  const { principal, clientIp: address } = manager;
  const deed = { kind, principal, address, tool: toolOf(manager) };
  return strangenessOf(deed, context.baseline(account), context);
}

/** The severity of what was done, one step up for somebody strange. */
export function raisedBy({ weight }: Strangeness, severity: Severity): Severity {
  return weight < 2 ? severity : (SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity);
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
