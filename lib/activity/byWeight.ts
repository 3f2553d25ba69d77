import type { Actor } from './actor';

/** What an actor may be worth keeping for. By turns, so that no kind of traffic crowds out the others. */
const WEIGHTS: readonly ((actor: Actor) => number)[] = [
  (actor) => actor.watchedTotal,
  (actor) => actor.totals.responseBytes,
  (actor) => actor.totals.requestUnits,
  (actor) => actor.totals.requests,
];

/** Actors with the most telling first. The order is that of what they did, not of their arrival. */
export function byWeight(actors: readonly Actor[]): readonly Actor[] {
  const inOrder = [...actors].sort(byName);
  const lists = WEIGHTS.map((weight) => {
    const weighed = inOrder.map((actor) => ({ actor, weight: weight(actor) }));
    return weighed.filter((entry) => entry.weight > 0).sort((a, b) => b.weight - a.weight);
  });
  const ranked = new Set<Actor>();
  for (let rank = 0; rank < inOrder.length; rank += 1) {
    for (const list of lists) {
      const entry = list[rank];
      if (entry !== undefined) ranked.add(entry.actor);
    }
  }
  return [...ranked];
}

function byName(a: Actor, b: Actor): number {
  return (
    compare(a.address, b.address) ||
    compare(a.principal.id, b.principal.id) ||
    compare(a.application, b.application) ||
    compare(a.principal.kind, b.principal.kind)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
