import type { ActorIdentity } from '../../activity/hourActivity';
import {
  ACTOR_FACETS,
  type ActorFacet,
  type DeedIdentity,
  type Facet,
  type Novelty,
} from '../baseline';
import { ActorAnswers } from './actorAnswers';
import {
  facetValues,
  isPublicNetwork,
  otherKey,
  PLACE_FACETS,
  type FacetValues,
  type PlaceOf,
} from './facets';
import type { Familiar } from './familiarThings';
import { dayOfHour, HOUR_MS, HOURS_A_DAY } from './hours';
import type { Knowledge } from './knowledge';
import { surpriseOfHolder, wasReader } from './keyHolder';
import { managementValues, surpriseOfDeed } from './managementFacets';
import { surpriseOfHost } from './networkHost';
import { activeDaysOf } from './volumeSeries';

/** What was not seen for so many days is as good as new. */
const DORMANT_DAYS = 30;
/**
 * So is an identity that was in use for some days and then silent for so many, and so many times as
 * long: somebody who left, or a trial.
 */
const SILENT_DAYS = 14;
const SILENT_TIMES = 3;
const TRIAL_DAYS = 2;
/** Nothing is dormant where the account itself was idle: it must be active on such a share of days. */
const ACTIVE_SHARE = 0.5;
/** Where fewer are at work, people come and go. */
const AT_WORK = 0.8;
const MOST_USUAL = 5;
/** Actors whose answer is remembered. */
const MOST_ACTORS = 2_000;

const NOTHING: readonly Novelty[] = [];
/** An actor's identity does not tell what it writes or drops, so these are asked for by themselves. */
const JUDGED = ACTOR_FACETS.filter(
  (facet) => facet !== 'scriptWriter' && facet !== 'containerDropper',
);
const JUDGED_OF_DEEDS = [
  'manager',
  'managerNetwork',
  'managerCountry',
  'managerTool',
  'managerHome',
] as const;

/** What is paired with the principal in the facets of pairs. */
const OTHER_PART: Readonly<Partial<Record<Facet, ActorFacet>>> = {
  principalCountry: 'country',
  principalApplication: 'application',
};

/** Tells what is new, or back after a long time, about the actors of one account. */
export class NoveltyJudge {
  private readonly answers = new ActorAnswers<readonly Novelty[]>(MOST_ACTORS);
  private readonly usual = new Map<Facet, readonly string[]>();
  private activeDays: readonly number[] | null = null;

  /** @param hour now, hours since 1970 */
  constructor(
    private readonly knowledge: Readonly<
      Pick<Knowledge, 'facets' | 'volumes' | 'lastHour' | 'reported'>
    >,
    private readonly hour: number,
    private readonly placeOf: PlaceOf,
  ) {}

  of(actor: ActorIdentity): readonly Novelty[] {
    if (actor.principal.kind === 'system') return NOTHING;
    const known = this.answers.get(actor);
    if (known !== undefined) return known;
    const novelties = this.judge(actor);
    this.answers.set(actor, novelties);
    return novelties;
  }

  /** Deeds are few, so their answers are not remembered. */
  ofDeed(deed: DeedIdentity): readonly Novelty[] {
    const place = deed.address === '' ? null : this.placeOf(deed.address);
    const values = managementValues(deed, place);
    return JUDGED_OF_DEEDS.flatMap((facet) => {
      const novelty = values[facet] === '' ? null : this.noveltyOf(facet, values[facet]);
      return novelty === null ? [] : [novelty];
    });
  }

  private judge(actor: ActorIdentity): readonly Novelty[] {
    const place = actor.address === '' ? null : this.placeOf(actor.address);
    const values = facetValues(actor, place);
    const found = new Map<Facet, Novelty>();
    for (const facet of JUDGED) {
      if (values[facet] === '' || this.isToldByOther(facet, values, found)) continue;
      const novelty = this.noveltyOf(facet, values[facet]);
      if (novelty !== null) found.set(facet, novelty);
    }
    const { things, arrivals } = this.knowledge.facets.authKind;
    const key = values.authKind;
    if (things.get(key) === undefined && things.get(otherKey(key)) !== undefined) {
      const surprise = this.isWithoutKey(actor)
        ? 1
        : surpriseOfHolder(found.values(), actor.address, place);
      const told = this.told('authKind', key, undefined, Math.min(surprise, arrivals.surprise));
      if (surprise > 0) found.set('authKind', told);
    }
    return found.size === 0 ? NOTHING : [...found.values()];
  }

  /** True where neither key of the actor's pair was used with its software, if all is known. */
  private isWithoutKey(actor: ActorIdentity): boolean {
    const { volumes } = this.knowledge;
    if (volumes === null || volumes.actors.displaced > 0) return false;
    return volumes.seriesOf({ of: 'actor', actor }) === undefined;
  }

  private noveltyOf(facet: Facet, value: string): Novelty | null {
    const { things, arrivals } = this.knowledge.facets[facet];
    const known = moreRecent(things.get(value), things.get(otherKey(value)));
    if (known !== undefined && !this.isDormant(facet, known)) return null;
    if (things.size === 0 && PLACE_FACETS.has(facet) && this.isMetInPublic()) return null;
    const surprise =
      known !== undefined
        ? this.surpriseOfReturn(facet, known)
        : Math.max(arrivals.surprise, this.surpriseOfKind(facet, value));
    return this.told(facet, value, known, surprise);
  }

  /** Of those things alone that are of the same kind, where that tells more than all together. */
  private surpriseOfKind(facet: Facet, value: string): number {
    const { manager, network } = this.knowledge.facets;
    if (facet === 'manager') return surpriseOfDeed(value, manager);
    return facet === 'network' ? surpriseOfHost(value, network) : 0;
  }

  private told(
    facet: Facet,
    value: string,
    known: Familiar | undefined,
    surprise: number,
  ): Novelty {
    return {
      facet,
      value,
      lastSeen: known === undefined ? null : known.lastSeen * HOUR_MS,
      dormantDays: known === undefined ? Infinity : this.daysSince(known),
      surprise,
      usual: this.usualOf(facet),
      knownValues: this.knowledge.facets[facet].things.size,
      reported: this.wasReported(facet, value),
    };
  }

  /** True where an open or resolved alert of the last 30 days told of it. */
  wasReported(facet: Facet, value: string): boolean {
    const { reported } = this.knowledge;
    return [value, otherKey(value)].some((one) => reported.has(facet, one, this.hour));
  }

  /**
   * A pair is only news where its principal is no newcomer and its other part is known, and the holder
   * of a key where it had one for reading.
   */
  private isToldByOther(
    facet: ActorFacet,
    values: FacetValues,
    found: ReadonlyMap<Facet, Novelty>,
  ): boolean {
    if (facet === 'keyHolder') {
      return !wasReader(values.keyHolder, this.knowledge.facets.keyHolder.things, this.hour);
    }
    const other = OTHER_PART[facet];
    if (other === undefined) return false;
    const { principal, [other]: part } = this.knowledge.facets;
    return (
      found.has('principal') ||
      found.has(other) ||
      !principal.things.isSettled(values.principal, this.hour) ||
      part.things.get(values[other]) === undefined
    );
  }

  private isDormant(facet: Facet, known: Familiar): boolean {
    const silent = this.daysSince(known);
    if (silent < DORMANT_DAYS && !(facet === 'principal' && wasTrial(known, silent))) return false;
    const last = dayOfHour(known.lastSeen);
    const { volumes, lastHour } = this.knowledge;
    this.activeDays ??= volumes === null ? [] : activeDaysOf(volumes.account, lastHour);
    return this.activeDays.filter((day) => day > last).length >= ACTIVE_SHARE * silent;
  }

  /**
   * Whether somebody new comes now and then tells nothing of who is back after weeks: where nearly
   * all are at work, such a return is as rare as the silence was long.
   */
  private surpriseOfReturn(facet: Facet, known: Familiar): number {
    const { things, arrivals } = this.knowledge.facets[facet];
    const { surprise } = arrivals;
    if (facet !== 'principal' || things.displaced > 0 || !isPerson(known.value)) return surprise;
    const others = [...things.values()].filter(({ value }) => value !== known.value);
    const active = others.filter((other) => this.daysSince(other) < SILENT_DAYS);
    if (others.length === 0 || active.length < AT_WORK * others.length) return surprise;
    return Math.max(surprise, 1 - 1 / Math.max(1, this.daysSince(known)));
  }

  private daysSince({ lastSeen }: Familiar): number {
    return Math.floor((this.hour - lastSeen) / HOURS_A_DAY);
  }

  /** Where the internet is known but no place, no database told any until now. */
  private isMetInPublic(): boolean {
    for (const { value } of this.knowledge.facets.network.things.values()) {
      if (isPublicNetwork(value)) return true;
    }
    return false;
  }

  /** The most usual values of a facet. */
  usualOf(facet: Facet): readonly string[] {
    const known = this.usual.get(facet);
    if (known !== undefined) return known;
    const things = this.knowledge.facets[facet].things.mostUsual(this.hour);
    const usual = things.slice(0, MOST_USUAL).map(({ value }) => value);
    this.usual.set(facet, usual);
    return usual;
  }
}

/** Resource tokens are handed out to users, who come when they like. */
function isPerson(principal: string): boolean {
  return principal.startsWith('entra ');
}

/** In use for some days, and silent for much longer. */
function wasTrial({ firstSeen, lastSeen, days }: Familiar, silent: number): boolean {
  const used = (lastSeen + 1 - firstSeen) / HOURS_A_DAY;
  return days >= TRIAL_DAYS && silent >= Math.max(SILENT_DAYS, SILENT_TIMES * used);
}

function moreRecent(one: Familiar | undefined, other: Familiar | undefined): Familiar | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.lastSeen > one.lastSeen ? other : one;
}
