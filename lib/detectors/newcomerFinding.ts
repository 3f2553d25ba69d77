import type { Severity } from '../alerts/alert';
import { list } from '../alerts/phrases';
import type { AccountBaseline, Facet, Novelty } from '../baseline/baseline';
import { otherKey } from '../baseline/profile/facets';
import type { Application } from '../telemetry/event';
import type { Finding } from '../alerts/finding';
import type { Newcomer, Unusual } from './newcomer';

/** From which weight on an alert is Medium, and High; below it is Low. */
const MEDIUM_FROM = 3;
const HIGH_FROM = 5;
const HIGHEST_CONFIDENCE = 0.9;

/** What an alert names, and how. */
const NAMES: readonly (readonly [Facet, string])[] = [
  ['country', 'country'],
  ['principalCountry', 'this principal in country'],
  ['network', 'network'],
  ['application', 'application'],
  ['principalApplication', 'this principal with application'],
  ['principal', 'principal'],
  ['authKind', 'kind of access'],
];

const KINDS_OF_SOFTWARE: Readonly<Record<Application['kind'], number>> = {
  sdk: 1,
  driver: 1,
  azure: 1,
  browser: 1,
  unknown: 1,
  tool: 2,
  scanner: 3,
};

/**
 * How unusual a client is in all: the sum of three that do not imply each other. Place: a new country
 * 2, a known one that is new for the principal or a new network 1. Software: a new application 1, a
 * tool for single requests 2, a scanner 3; one that is new for the principal 1. Identity: the other
 * key of a pair 1, a new key kind 2, a key where there were only Entra identities 3, a new principal 1;
 * a key for writing in the hands of a reader 1; but the first principal on an account of keys, which moves to Entra, 0.
 */
export function weightOf({ rare, event }: Newcomer): number {
  const place = rare.has('country')
    ? 2
    : Number(rare.has('principalCountry') || rare.has('network'));
  const software = rare.has('application')
    ? KINDS_OF_SOFTWARE[event.application.kind]
    : Number(rare.has('principalApplication'));
  const isNewIdentity = rare.has('keyHolder') || (rare.get('principal')?.knownValues ?? 0) > 0;
  const identity = keyWeight(rare.get('authKind')) || Number(isNewIdentity);
  return place + software + identity;
}

/** True for a kind of access by account key. */
export function isKey(authKind: string): boolean {
  return authKind.startsWith('key ');
}

function keyWeight(authKind: Novelty | undefined): number {
  if (authKind === undefined || !isKey(authKind.value)) return 0;
  if (authKind.usual.includes(otherKey(authKind.value))) return 1;
  return authKind.usual.some(isKey) ? 2 : 3;
}

export function severityOf(weight: number): Severity {
  if (weight >= HIGH_FROM) return 'High';
  return weight >= MEDIUM_FROM ? 'Medium' : 'Low';
}

/** 0.4 and 0.1 for each point of weight, at most 0.9 and at most what the stage allows. */
export function confidenceOf(weight: number, { confidenceCap }: AccountBaseline): number {
  return Math.min(HIGHEST_CONFIDENCE, confidenceCap, (4 + weight) / 10);
}

/** What every alert against a baseline says of it. */
export function stageTexts({ stage, historyDays }: AccountBaseline): Record<string, string> {
  return { baselineStage: stage, historyDays: String(historyDays) };
}

/** Everything unusual but for the facets that an alert itself is about, in words; may be empty. */
export function alsoUnusual(
  rare: Newcomer['rare'],
  about: readonly Facet[],
): Readonly<Record<string, string>> {
  const others = NAMES.flatMap(([facet, name]) => {
    const novelty = rare.get(facet);
    if (novelty === undefined || about.includes(facet)) return [];
    // A network within a new country goes without saying, and so do a new principal's pairs.
    if (facet === 'network' && rare.has('country')) return [];
    return [`${name} ${lastWord(novelty)}`];
  });
  return others.length === 0 ? {} : { alsoUnusual: others.join(', ') };
}

/** A pair names its principal first, which the alert names anyway. */
function lastWord({ facet, value }: Novelty): string {
  const isPair = facet === 'principalCountry' || facet === 'principalApplication';
  return isPair ? value.slice(value.lastIndexOf(' ') + 1) : value;
}

/** The finding about one novelty of a client; what else is unusual about it makes it worse. */
export function newcomerFinding(
  { newcomer, novelty }: Unusual,
  group: readonly string[],
): Finding | null {
  const { event, baseline, rare } = newcomer;
  const weight = weightOf(newcomer);
  if (weight === 0) return null;
  // What is back after a long time is itself among what was usual.
  const usual = novelty.usual.filter((value) => value !== novelty.value);
  return {
    account: event.account,
    api: event.api,
    group,
    time: event.time,
    severity: severityOf(weight),
    confidence: confidenceOf(weight, baseline),
    details: {
      new: novelty.value,
      ...(usual.length === 0 ? {} : { usual: list(usual) }),
      newOnceInDays: String(Math.floor(1 / (1 - novelty.surprise))),
      ...(novelty.lastSeen === null ? {} : { dormantDays: String(novelty.dormantDays) }),
      ...alsoUnusual(rare, [novelty.facet]),
      ...stageTexts(baseline),
    },
  };
}
