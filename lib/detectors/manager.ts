import type { AccountBaseline, DeedIdentity, Novelty } from '../baseline/baseline';
import { managerValue } from '../baseline/profile/managementFacets';
import { SEVERITIES, type Severity } from '../alerts/alert';
import { by, from } from '../alerts/phrases';
import { callerTexts, toolOf } from '../management/callerClaims';
import { MANAGEMENT_KINDS, type ManagementKind } from '../management/managementKind';
import { JOIN_TEXTS, type ManagementOperation } from '../management/operation';
import type { DetectionContext, Story } from './detector';
import { rarityIn } from './newcomer';
import { surpriseText } from './surprises';

/** What is unusual about who asked for an operation. */
export interface Strangeness {
  /** 0 where nothing is, or where nothing can be told. */
  readonly weight: number;
  readonly novelties: readonly Novelty[];
}

const FAMILIAR: Strangeness = { weight: 0, novelties: [] };

/** How unusual it is that this one does this, from there and with that, on a known account. */
export function strangenessOf(
  deed: DeedIdentity & { readonly kind: ManagementKind },
  baseline: AccountBaseline | null,
  context: DetectionContext,
): Strangeness {
  if (baseline === null || baseline.stage === 'new') return FAMILIAR;
  const novelties = baseline.noveltiesOfDeed(deed).filter(rarityIn(context));
  const facets = new Map(novelties.map((novelty) => [novelty.facet, novelty]));
  const country = facets.has('managerCountry');
  const manager = facets.get('manager');
  const weight =
    identityWeight(manager, deed, baseline) +
    (country ? 2 : 0) +
    (facets.has('managerTool') ? 1 : 0);
  // A new country goes without saying of its network.
  const told = novelties.filter(({ facet }) => facet !== 'managerNetwork' || !country);
  return { weight, novelties: told };
}

/** 2 for somebody unknown; 1 who does other things here, or did this long ago. */
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

/** Who asked, what is new about them, and on what that rests. */
export function managerDetails(
  { manager, join, event }: ManagementOperation,
  { novelties }: Strangeness,
  baseline: AccountBaseline | null,
): Record<string, string> {
  return {
    ...(manager === null ? {} : callerTexts(manager)),
    ...(novelties.length === 0 ? {} : { new: surpriseText(novelties) }),
    whoRestsOn: restsOn(manager !== null, join, event.category),
    ...(baseline === null
      ? {}
      : { baselineStage: baseline.stage, historyDays: String(baseline.historyDays) }),
  };
}

function restsOn(isNamed: boolean, join: ManagementOperation['join'], category: string): string {
  if (join !== null) return JOIN_TEXTS[join];
  return isNamed || category === 'ActivityLog'
    ? 'the record of the Activity Log itself'
    : 'nothing: ControlPlaneRequests names nobody, and the Activity Log tells of no such operation yet';
}

/** ` by entra 0f1e (m.keller@...) from 203.0.113.7 (BR) with Azure CLI; never seen here: ...`. */
export function managerText({ facts, details }: Pick<Story, 'facts' | 'details'>): string {
  const { caller, tool, new: unusual } = details;
  const who = by(facts) === '' ? ' by somebody that no log names' : by(facts);
  const named = caller === undefined ? '' : ` (${caller})`;
  const software = tool === undefined ? '' : ` with ${tool}`;
  const days = details['historyDays'];
  const since = days === undefined ? '' : ` in ${days} days of history`;
  const news = unusual === undefined ? '' : `; not seen here${since}: ${unusual}`;
  return `${who}${named}${from(facts)}${software}${news}`;
}
