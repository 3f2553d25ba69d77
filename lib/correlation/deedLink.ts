import { alertId, type BucketHours } from '../alerts/identity';
import { factsOf, mergeFacts, principalText } from '../alerts/facts';
import { managerOf } from '../detectors/operationJudge';
import type { DetectionContext } from '../detectors/detector';
import { metadata as listKeysPrincipal } from '../detectors/listKeysPrincipal/metadata';
import { ALL_OF_AZURE, exposuresOf } from '../detectors/networkExposure/exposures';
import { metadata as networkExposure } from '../detectors/networkExposure/metadata';
import { metadata as roleEscalation } from '../detectors/roleEscalation/metadata';
import { strangenessIn } from '../detectors/strangeness';
import { parseNetwork } from '../intel/network';
import { letInBy } from '../management/accountState';
import { stateText } from '../management/state';
import { toolOf } from '../management/callerClaims';
import { homeOf } from '../management/callerHome';
import { statesAfter, type ManagementOperation } from '../management/operation';
import { grantIn } from '../management/roleGrant';
import { doerOf } from './doer';
import { DOERS, type DeedLink, type Opening } from '../detectors/attackChain/link';

const DAY = 86_400_000;
/** Networks of this length and longer are let in for somebody in particular. */
const NARROW = { 4: 24, 6: 48 } as const;
/** Networks of one day's changes that are kept. */
const MOST_RANGES = 20;

/**
 * The operation as a link: keys listed in a way that is not usual, a role given that was not there,
 * a firewall that lets in more. Null for anything else, such as what a deployment does each week.
 */
export function deedLink(
  operation: ManagementOperation,
  context: DetectionContext,
): DeedLink | null {
  const opening = openingOf(operation, context);
  if (opening === null) return null;
  const { account, event } = operation;
  const client = managerOf(operation);
  const { id: alertType, bucket, group, who } = toldOf(opening, operation);
  const scope = scopeAbove(operation);
  const what = `${opening.kind} ${who}${scope === null ? '' : ` ${scope}`}`;
  return {
    kind: 'deed',
    id: `${what} ${Math.floor(event.time / DAY)}`,
    opening,
    ...(scope === null ? {} : { scope }),
    doer: isUsualKind(opening) ? doerOf(operation, context) : 'other',
    toldBy: alertId({ alertType, account, group, bucket, time: event.time }),
    startTime: event.time,
    endTime: event.time,
    facts: factsOf(event, client, client === null ? null : context.country(client.address), ''),
  };
}

/** What pipelines do each week: no key listing, of which habits are told already, and no exposure. */
function isUsualKind(opening: Opening): boolean {
  if (opening.kind === 'network') return opening.ranges?.every(isNarrow) ?? false;
  return opening.kind === 'role';
}

/** What a deed above accounts reaches: `/subscriptions/<id>`, with its group where it is one's. */
function scopeAbove({ account, event }: ManagementOperation): string | null {
  if (account.includes('/providers/')) return null;
  return /^.*?(?=\/providers\/)/.exec(event.resource)?.[0] ?? account;
}

/** Both together; deeds of one kind on one day are one link. */
export function mergeDeeds(a: DeedLink, b: DeedLink): DeedLink {
  return {
    ...a,
    opening: mergeOpenings(a.opening, b.opening),
    doer: DOERS[Math.max(rankOf(a), rankOf(b))] ?? 'unknown',
    startTime: Math.min(a.startTime, b.startTime),
    endTime: Math.max(a.endTime, b.endTime),
    facts: mergeFacts(a.facts, b.facts),
  };
}

function rankOf({ doer = 'unknown' }: DeedLink): number {
  return DOERS.indexOf(doer);
}

function openingOf(operation: ManagementOperation, context: DetectionContext): Opening | null {
  switch (operation.kind) {
    case 'keyListing':
      return isUncommon(operation, context)
        ? { kind: 'keys', readOnly: /readonlykeys/i.test(operation.event.operationName) }
        : null;
    case 'roleChange':
      return grantOf(operation, context);
    case 'accountChange':
    case 'networkChange':
      return networkOf(operation, context);
    case 'keyRegeneration':
    case 'loggingChange':
    case 'scriptWrite':
      return null;
  }
}

/** Who lists keys as a habit, from a new network too, opens nothing; where habits are known. */
function isUncommon(operation: ManagementOperation, context: DetectionContext): boolean {
  const { account, kind, manager } = operation;
  const baseline = context.baseline(account);
  if (baseline === null || baseline.stage === 'new' || manager === null) return true;
  if (strangenessIn(operation, context).novelties.length > 0) return true;
  const { principal, clientIp: address } = manager;
  return baseline
    .noveltiesOfDeed({ kind, principal, address, tool: toolOf(manager), home: homeOf(manager) })
    .some(({ facet }) => facet === 'manager' || facet === 'managerTool');
}

/** A deployment gives the same roles again each time. */
function grantOf(operation: ManagementOperation, context: DetectionContext): Opening | null {
  const baseline = context.baseline(operation.account);
  const isKnown = statesAfter(operation).some(
    (state) => state.aspect === 'role' && baseline?.knows('accountState', stateText(state)),
  );
  const grants = operation.records.flatMap((record) => grantIn(record) ?? []);
  const principal = grants.map((grant) => grant.principal).find((id) => id !== '');
  return isKnown || principal === undefined ? null : { kind: 'role', principal };
}

function networkOf(operation: ManagementOperation, context: DetectionContext): Opening | null {
  if (/\/delete$/i.test(operation.event.operationName)) return null;
  const baseline = context.baseline(operation.account);
  const exposures = exposuresOf(operation, baseline, strangenessIn(operation, context));
  if (exposures.some(({ letsIn }) => letsIn === undefined))
    return { kind: 'network', ranges: null };
  const networks = [
    ...exposures.flatMap(({ letsIn = [] }) => letsIn),
    ...operation.records.flatMap(letInBy).filter(isNarrow),
  ];
  const ranges = [...new Set(networks)].sort();
  return ranges.length === 0 ? null : { kind: 'network', ranges: ranges.slice(0, MOST_RANGES) };
}

function isNarrow(range: string): boolean {
  const network = range === ALL_OF_AZURE ? null : parseNetwork(range);
  return network !== null && network.prefix >= NARROW[network.version];
}

interface Told {
  readonly id: string;
  readonly bucket: BucketHours;
  /** What the alert is grouped by. */
  readonly group: readonly string[];
  /** What keeps the deeds of a day apart. */
  readonly who: string;
}

/** The alert that tells of such a deed, where it tells of it. */
function toldOf(opening: Opening, { event }: ManagementOperation): Told {
  switch (opening.kind) {
    case 'keys': {
      const who = principalText(event.principal);
      return { ...listKeysPrincipal, group: [who], who };
    }
    case 'role':
      return { ...roleEscalation, group: [], who: opening.principal };
    case 'network':
      return { ...networkExposure, group: [], who: '' };
  }
}

function mergeOpenings(a: Opening, b: Opening): Opening {
  if (a.kind === 'keys' && b.kind === 'keys') {
    return { kind: 'keys', readOnly: a.readOnly && b.readOnly };
  }
  if (a.kind === 'network' && b.kind === 'network') {
    if (a.ranges === null || b.ranges === null) return { kind: 'network', ranges: null };
    const ranges = [...new Set([...a.ranges, ...b.ranges])].sort();
    return { kind: 'network', ranges: ranges.slice(0, MOST_RANGES) };
  }
  return a;
}
