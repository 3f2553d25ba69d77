import type { ActorHour, ActorIdentity } from '../../activity/hourActivity';
import { principalText } from '../../alerts/facts';
import { MEASURES, type VolumeScope } from '../baseline';
import { otherKey } from './facets';
import { addFigures, figuresOf, noFigures, weightOf, type Figures } from './figures';
import { HeaviestSeries } from './heaviestSeries';
import { ACCOUNT_LAYOUT, ACTOR_LAYOUT, CONTAINER_LAYOUT } from './layout';
import { PeerFigures } from './peerFigures';
import { VolumeSeries } from './volumeSeries';

/** Actors and containers whose figures are kept one by one. */
export const MOST_ACTORS = 24;
export const MOST_CONTAINERS = 24;

/** How much is done on an account, hour by hour: in all, by actor and by container. */
export class Volumes {
  constructor(
    readonly account: VolumeSeries,
    readonly actors = new HeaviestSeries(ACTOR_LAYOUT, MOST_ACTORS),
    readonly containers = new HeaviestSeries(CONTAINER_LAYOUT, MOST_CONTAINERS),
    readonly peers = new PeerFigures(),
  ) {}

  static startingAt(hour: number): Volumes {
    return new Volumes(new VolumeSeries(ACCOUNT_LAYOUT, hour));
  }

  learn(hour: number, actors: readonly ActorHour[]): void {
    const all = noFigures();
    const byActor = new Map<string, Figures>();
    const byContainer = new Map<string, Figures>();
    for (const actor of actors) {
      const figures = figuresOf(actor);
      addFigures(all, figures);
      for (const { container, requests, responseBytes } of actor.containers) {
        if (container === '') continue;
        const sum = sumIn(byContainer, container);
        sum.requests += requests;
        sum.responseBytes += responseBytes;
      }
      if (actor.isOther) continue;
      this.peers.add(figures);
      addFigures(sumIn(byActor, actorKey(actor)), figures);
    }
    for (const measure of MEASURES) this.account.put(hour, measure, all[measure]);
    noteAll(this.actors, hour, byActor);
    noteAll(this.containers, hour, byContainer);
  }

  /** Once a day: what is old counts less and is forgotten. */
  age(hour: number, days: number): void {
    this.peers.age(days);
    this.actors.forget(hour);
    this.containers.forget(hour);
  }

  /** The series of a scope other than the peers, or undefined where none is kept. */
  seriesOf(scope: Exclude<VolumeScope, { of: 'peers' }>): VolumeSeries | undefined {
    switch (scope.of) {
      case 'account':
        return this.account;
      case 'actor':
        return this.seriesOfActor(scope.actor);
      case 'container':
        return this.containers.get(scope.container);
    }
  }

  /** After a rotation the work of one key is done with the other. */
  private seriesOfActor(actor: ActorIdentity): VolumeSeries | undefined {
    const own = this.actors.get(actorKey(actor));
    const principal = principalText(actor.principal);
    const other = otherKey(principal);
    const before = other === '' ? undefined : this.actors.get(keyOf(other, actor.application));
    if (own === undefined || before === undefined) return own ?? before;
    return before.firstHour < own.firstHour ? before : own;
  }
}

const SEPARATOR = '\n';

/** By principal and application: all addresses together. */
export function actorKey({ principal, application }: ActorIdentity): string {
  return keyOf(principalText(principal), application);
}

function keyOf(principal: string, application: string): string {
  return principal + SEPARATOR + application;
}

/** Principal and application of an actor's key. */
export function partsOfActorKey(key: string): readonly [principal: string, application: string] {
  const [principal = '', application = ''] = key.split(SEPARATOR);
  return [principal, application];
}

function sumIn(sums: Map<string, Figures>, key: string): Figures {
  const known = sums.get(key);
  if (known !== undefined) return known;
  const sum = noFigures();
  sums.set(key, sum);
  return sum;
}

function noteAll(heaviest: HeaviestSeries, hour: number, sums: ReadonlyMap<string, Figures>): void {
  for (const [key, figures] of sums) {
    const series = heaviest.seriesFor(key, hour, weightOf(figures));
    if (series === null) continue;
    for (const measure of MEASURES) series.put(hour, measure, figures[measure]);
  }
}
